package org.acme.gallery;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/albums/{album}")
public class AlbumResource {

    private final Catalogue catalogue;

    AlbumResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    @Path("/pictures")
    @SignedResource // <1>
    public List<String> pictures(String album) {
        return catalogue.pictures(album); // such as /albums/alps/mirror-lake.svg
    }

    @GET
    @Path("/cover")
    @SignedResource(expiresIn = "${gallery.cover.expires-in:1h}") // <2>
    public Optional<String> cover(String album) {
        return catalogue.pictures(album).stream().findFirst();
    }

    @GET
    @Path("/everything")
    @SignedResource(resource = "/albums/{album}/*") // <3>
    public List<String> everything(String album) {
        return catalogue.pictures(album);
    }
}
