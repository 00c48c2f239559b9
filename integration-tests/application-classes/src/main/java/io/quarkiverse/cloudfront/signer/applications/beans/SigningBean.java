package io.quarkiverse.cloudfront.signer.applications.beans;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.ALBUM;
import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.applications.Photo;

/** A bean that signs, for frameworks that do not call annotated methods themselves. */
@ApplicationScoped
public class SigningBean {

    @SignedResource
    public String url() {
        return PICTURE;
    }

    @SignedResource
    @RolesAllowed("admin")
    public String urlForAdmins() {
        return PICTURE;
    }

    @SignedResource(resource = ALBUM)
    public String wildcard() {
        return PICTURE;
    }

    @SignedResource(resource = ALBUM)
    @RolesAllowed("admin")
    public String wildcardForAdmins() {
        return PICTURE;
    }

    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    public String cookies() {
        return "welcome";
    }

    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    @RolesAllowed("admin")
    public String cookiesForAdmins() {
        return "welcome";
    }

    public Photo field() {
        return new Photo(1, PICTURE);
    }

    @RolesAllowed("admin")
    public Photo fieldForAdmins() {
        return new Photo(1, PICTURE);
    }
}
