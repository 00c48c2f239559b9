package org.acme;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/pictures")
public class PicturesResource {

    /**
     * Paths under the distribution's URL, percent-encoded. Viewers get signed URLs.
     */
    @GET
    @SignedResource
    public List<String> pictures() {
        return List.of("/pictures/mirror-lake.svg");
    }
}
