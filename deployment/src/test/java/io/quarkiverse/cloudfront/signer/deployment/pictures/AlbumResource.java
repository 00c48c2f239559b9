package io.quarkiverse.cloudfront.signer.deployment.pictures;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * README's first method.
 */
@Path("/")
public class AlbumResource {

    private final Catalogue catalogue;

    AlbumResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    @Path("/albums/{album}/pictures")
    @SignedResource
    public List<String> pictures(String album) {
        return catalogue.pictures(album); // such as /albums/alps/mirror-lake.jpg
    }
}
