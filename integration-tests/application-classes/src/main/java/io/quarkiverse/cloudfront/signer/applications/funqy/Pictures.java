package io.quarkiverse.cloudfront.signer.applications.funqy;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.ALBUM;
import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import jakarta.annotation.security.RolesAllowed;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.applications.Photo;
import io.quarkus.funqy.Funq;

/** Functions over HTTP. */
public class Pictures {

    @Funq("funqy-url-open")
    @SignedResource
    public String url() {
        return PICTURE;
    }

    @Funq("funqy-url-admin")
    @SignedResource
    @RolesAllowed("admin")
    public String urlForAdmins() {
        return PICTURE;
    }

    @Funq("funqy-wildcard-open")
    @SignedResource(resource = ALBUM)
    public String wildcard() {
        return PICTURE;
    }

    @Funq("funqy-wildcard-admin")
    @SignedResource(resource = ALBUM)
    @RolesAllowed("admin")
    public String wildcardForAdmins() {
        return PICTURE;
    }

    @Funq("funqy-cookies-open")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    public String cookies() {
        return "welcome";
    }

    @Funq("funqy-cookies-admin")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    @RolesAllowed("admin")
    public String cookiesForAdmins() {
        return "welcome";
    }

    @Funq("funqy-field-open")
    public Photo field() {
        return new Photo(1, PICTURE);
    }

    @Funq("funqy-field-admin")
    @RolesAllowed("admin")
    public Photo fieldForAdmins() {
        return new Photo(1, PICTURE);
    }
}
