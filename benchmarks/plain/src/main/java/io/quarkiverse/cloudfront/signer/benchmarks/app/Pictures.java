package io.quarkiverse.cloudfront.signer.benchmarks.app;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.mutiny.Uni;

/**
 * The code that annotated and unannotated methods share.
 */
@PermitAll
public abstract class Pictures {

    /** The number of URLs in a list, and of DTOs on a page. */
    public static final int MANY = 100;

    @GET
    @Path("blocking/{number}")
    public String blocking(@PathParam("number") int number) {
        return picture(number);
    }

    @GET
    @Path("reactive/{number}")
    public Uni<String> reactive(@PathParam("number") int number) {
        return Uni.createFrom().item(picture(number));
    }

    @GET
    @Path("list/{number}")
    public List<String> list(@PathParam("number") int number) {
        List<String> list = new ArrayList<>(MANY);
        for (int i = 0; i < MANY; i++) {
            list.add(picture(number + i));
        }
        return list;
    }

    static String picture(int number) {
        return "/albums/alps/" + number + ".jpg";
    }
}
