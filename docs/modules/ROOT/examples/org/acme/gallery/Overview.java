package org.acme.gallery;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/overview")
public class Overview {

    // tag::list[]
    @GET
    @Path("/pictures")
    @SignedResource
    public List<String> pictures() {
        return List.of("/pictures/mirror-lake.svg");
    }
    // end::list[]
}
