package io.quarkiverse.cloudfront.signer.benchmarks.app;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.mutiny.Uni;

/**
 * Methods without the annotation. All applications have them, with or without the extension.
 */
@Path("plain")
@PermitAll
public class PlainPictures extends Pictures {

    /** A signed DTO has the same property. */
    static final String ANNOTATED = "benchmarks.annotated";

    /**
     * The number of characters that signing appends. The plain response has the same length, so that its transfer takes as
     * long.
     */
    private static final String P256_PARAMETERS = "?" + "p".repeat(170);
    private static final String RSA_PARAMETERS = "?" + "r".repeat(420);

    public record Picture(String title, String image) {
    }

    @GET
    @Path("blocking-p256/{number}")
    public String blockingP256(@PathParam("number") int number) {
        return picture(number) + P256_PARAMETERS;
    }

    @GET
    @Path("reactive-p256/{number}")
    public Uni<String> reactiveP256(@PathParam("number") int number) {
        return Uni.createFrom().item(picture(number) + P256_PARAMETERS);
    }

    @GET
    @Path("blocking-rsa/{number}")
    public String blockingRsa(@PathParam("number") int number) {
        return picture(number) + RSA_PARAMETERS;
    }

    @GET
    @Path("reactive-rsa/{number}")
    public Uni<String> reactiveRsa(@PathParam("number") int number) {
        return Uni.createFrom().item(picture(number) + RSA_PARAMETERS);
    }

    @GET
    @Path("page")
    public List<Picture> page() {
        List<Picture> page = new ArrayList<>(MANY);
        for (int i = 0; i < MANY; i++) {
            page.add(new Picture("Picture " + i, picture(i)));
        }
        return page;
    }
}
