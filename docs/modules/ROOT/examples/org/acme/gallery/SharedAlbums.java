package org.acme.gallery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/shared")
public class SharedAlbums {

    // tag::locator[]
    @Inject
    Cover cover;

    @Path("/cover")
    public Cover cover() {
        return cover; // and not new Cover(), which fails the request with status 500
    }

    @Singleton
    public static class Cover {

        @GET
        @SignedResource
        public String url() {
            return "/albums/alps/mirror-lake.svg";
        }
    }
    // end::locator[]
}
