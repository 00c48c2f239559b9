package org.acme.gallery;

import java.net.URI;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/photos/{album}")
public class PhotoResource {

    public record PhotoPage(List<Photo> items, int total) {
    }

    private final Catalogue catalogue;

    PhotoResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    public PhotoPage photos(String album) { // <1>
        List<Photo> photos = catalogue.pictures(album).stream()
                .map(path -> new Photo(path.substring(path.lastIndexOf('/') + 1), URI.create(path)))
                .toList();
        return new PhotoPage(photos, photos.size());
    }

    @GET
    @Path("/all")
    @SignedResource(resource = "/albums/{album}/*") // <2>
    public PhotoPage all(String album) {
        return photos(album);
    }
}
