package io.quarkiverse.cloudfront.signer.benchmarks.app;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * The same methods with one policy for all URLs.
 */
@Path("granted")
@PermitAll
@SignedResource(resource = "/albums/*")
public class GrantedPictures extends Pictures {

    public record Picture(String title, @SignedResource String image) {
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
