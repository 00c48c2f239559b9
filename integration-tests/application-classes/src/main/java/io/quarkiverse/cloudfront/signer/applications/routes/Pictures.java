package io.quarkiverse.cloudfront.signer.applications.routes;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.ALBUM;
import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import jakarta.annotation.security.RolesAllowed;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.applications.Photo;
import io.quarkus.vertx.web.Route;

/** Reactive routes. */
public class Pictures {

    @Route(path = "/routes/url/open", methods = Route.HttpMethod.GET)
    @SignedResource
    public String url() {
        return PICTURE;
    }

    @Route(path = "/routes/url/admin", methods = Route.HttpMethod.GET)
    @SignedResource
    @RolesAllowed("admin")
    public String urlForAdmins() {
        return PICTURE;
    }

    @Route(path = "/routes/wildcard/open", methods = Route.HttpMethod.GET)
    @SignedResource(resource = ALBUM)
    public String wildcard() {
        return PICTURE;
    }

    @Route(path = "/routes/wildcard/admin", methods = Route.HttpMethod.GET)
    @SignedResource(resource = ALBUM)
    @RolesAllowed("admin")
    public String wildcardForAdmins() {
        return PICTURE;
    }

    @Route(path = "/routes/cookies/open", methods = Route.HttpMethod.GET)
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    public String cookies() {
        return "welcome";
    }

    @Route(path = "/routes/cookies/admin", methods = Route.HttpMethod.GET)
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    @RolesAllowed("admin")
    public String cookiesForAdmins() {
        return "welcome";
    }

    @Route(path = "/routes/field/open", methods = Route.HttpMethod.GET)
    public Photo field() {
        return new Photo(1, PICTURE);
    }

    @Route(path = "/routes/field/admin", methods = Route.HttpMethod.GET)
    @RolesAllowed("admin")
    public Photo fieldForAdmins() {
        return new Photo(1, PICTURE);
    }
}
