package org.acme.gallery;

import java.net.URI;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/photos/{album}")
public class PhotoResource {

    private final Catalogue catalogue;

    PhotoResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    // tag::photos[]
    @GET
    public PhotoPage<Photo> photos(String album) { // <1>
        List<Photo> photos = catalogue.pictures(album).stream()
                .map(path -> new Photo(path.substring(path.lastIndexOf('/') + 1), URI.create(path)))
                .toList();
        return new PhotoPage<>(photos, photos.size());
    }
    // end::photos[]

    // tag::grant[]
    @GET
    @Path("/all")
    @SignedResource(resource = "/albums/{album}/*") // <2>
    public PhotoPage<Photo> all(String album) {
        return photos(album);
    }
    // end::grant[]

    @GET
    @Path("/poster")
    public Poster poster(String album) {
        List<String> pictures = catalogue.pictures(album);
        return Poster.of(pictures.get(0), pictures.get(0), List.of("/users/alice/drafts/glacier.svg"));
    }
}
