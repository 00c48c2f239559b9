package io.quarkiverse.cloudfront.signer.applications.newsubresourcefield;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.applications.Photo;

/** A sub-resource that returns a DTO. */
public class Album {

    @GET
    @Path("field/open")
    public Photo field() {
        return new Photo(1, PICTURE);
    }

    @GET
    @Path("field/admin")
    @RolesAllowed("admin")
    public Photo fieldForAdmins() {
        return new Photo(1, PICTURE);
    }
}
