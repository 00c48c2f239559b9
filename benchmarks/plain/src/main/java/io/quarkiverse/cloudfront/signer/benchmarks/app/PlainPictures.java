package io.quarkiverse.cloudfront.signer.benchmarks.app;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.jboss.resteasy.reactive.Cache;

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
     * What signing adds to a path. The response is equal to that of a method that signs, except for the signature, so that its
     * transfer takes as long.
     */
    private static final String DISTRIBUTION = "https://media.example.com";
    private static final String P256_PARAMETERS = "?" + "p".repeat(174);
    private static final String RSA_PARAMETERS = "?" + "r".repeat(422);
    private static final String GRANT_PARAMETERS = "?" + "g".repeat(327);

    /** Has as many digits as that of a method that signs. */
    private static final int MAX_AGE = 3600;

    public record Picture(String title, String image) {
    }

    @GET
    @Path("blocking-p256/{number}")
    @Cache(isPrivate = true, maxAge = MAX_AGE)
    public String blockingP256(@PathParam("number") int number) {
        return DISTRIBUTION + picture(number) + P256_PARAMETERS;
    }

    @GET
    @Path("reactive-p256/{number}")
    @Cache(isPrivate = true, maxAge = MAX_AGE)
    public Uni<String> reactiveP256(@PathParam("number") int number) {
        return Uni.createFrom().item(DISTRIBUTION + picture(number) + P256_PARAMETERS);
    }

    @GET
    @Path("blocking-rsa/{number}")
    @Cache(isPrivate = true, maxAge = MAX_AGE)
    public String blockingRsa(@PathParam("number") int number) {
        return DISTRIBUTION + picture(number) + RSA_PARAMETERS;
    }

    @GET
    @Path("reactive-rsa/{number}")
    @Cache(isPrivate = true, maxAge = MAX_AGE)
    public Uni<String> reactiveRsa(@PathParam("number") int number) {
        return Uni.createFrom().item(DISTRIBUTION + picture(number) + RSA_PARAMETERS);
    }

    @GET
    @Path("page")
    @Cache(isPrivate = true, maxAge = MAX_AGE)
    public List<Picture> page() {
        return pictures();
    }

    static List<Picture> pictures() {
        List<Picture> page = new ArrayList<>(MANY);
        for (int i = 0; i < MANY; i++) {
            page.add(new Picture("Picture " + i, DISTRIBUTION + picture(i) + GRANT_PARAMETERS));
        }
        return page;
    }
}
