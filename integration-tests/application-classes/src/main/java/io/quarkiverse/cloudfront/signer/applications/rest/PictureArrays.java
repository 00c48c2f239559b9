package io.quarkiverse.cloudfront.signer.applications.rest;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.ALBUM;
import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.applications.Photo;
import io.smallrye.mutiny.Multi;

/** The same as a streamed JSON array. */
@Path("/rest-array")
@Produces(MediaType.APPLICATION_JSON)
public class PictureArrays {

    @GET
    @Path("url/open")
    @SignedResource
    public Multi<String> url() {
        return Multi.createFrom().items(PICTURE, PICTURE);
    }

    @GET
    @Path("url/admin")
    @SignedResource
    @RolesAllowed("admin")
    public Multi<String> urlForAdmins() {
        return Multi.createFrom().items(PICTURE, PICTURE);
    }

    @GET
    @Path("wildcard/open")
    @SignedResource(resource = ALBUM)
    public Multi<String> wildcard() {
        return Multi.createFrom().items(PICTURE, PICTURE);
    }

    @GET
    @Path("wildcard/admin")
    @SignedResource(resource = ALBUM)
    @RolesAllowed("admin")
    public Multi<String> wildcardForAdmins() {
        return Multi.createFrom().items(PICTURE, PICTURE);
    }

    @GET
    @Path("cookies/open")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    public Multi<String> cookies() {
        return Multi.createFrom().item("welcome");
    }

    @GET
    @Path("cookies/admin")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    @RolesAllowed("admin")
    public Multi<String> cookiesForAdmins() {
        return Multi.createFrom().item("welcome");
    }

    @GET
    @Path("field/open")
    public Multi<Photo> field() {
        return Multi.createFrom().items(new Photo(1, PICTURE), new Photo(2, PICTURE));
    }

    @GET
    @Path("field/admin")
    @RolesAllowed("admin")
    public Multi<Photo> fieldForAdmins() {
        return Multi.createFrom().items(new Photo(1, PICTURE), new Photo(2, PICTURE));
    }
}
