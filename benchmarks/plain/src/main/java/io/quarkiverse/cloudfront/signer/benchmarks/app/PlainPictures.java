package io.quarkiverse.cloudfront.signer.benchmarks.app;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/**
 * Not annotated, in the application that has the extension as in the one that has not.
 */
@Path("plain")
@PermitAll
public class PlainPictures extends Pictures {

    /** The property of applications that have annotated methods as well. */
    static final String ANNOTATED = "benchmarks.annotated";

    public record Picture(String title, String image) {
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
