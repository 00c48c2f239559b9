package io.quarkiverse.cloudfront.signer.applications.spring;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.ALBUM;
import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import jakarta.annotation.security.RolesAllowed;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.applications.Photo;

/** A controller of Spring Web. */
@RestController
@RequestMapping("/spring")
public class Pictures {

    @GetMapping("/url/open")
    @SignedResource
    public String url() {
        return PICTURE;
    }

    @GetMapping("/url/admin")
    @SignedResource
    @RolesAllowed("admin")
    public String urlForAdmins() {
        return PICTURE;
    }

    @GetMapping("/wildcard/open")
    @SignedResource(resource = ALBUM)
    public String wildcard() {
        return PICTURE;
    }

    @GetMapping("/wildcard/admin")
    @SignedResource(resource = ALBUM)
    @RolesAllowed("admin")
    public String wildcardForAdmins() {
        return PICTURE;
    }

    @GetMapping("/cookies/open")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    public String cookies() {
        return "welcome";
    }

    @GetMapping("/cookies/admin")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    @RolesAllowed("admin")
    public String cookiesForAdmins() {
        return "welcome";
    }

    @GetMapping("/field/open")
    public Photo field() {
        return new Photo(1, PICTURE);
    }

    @GetMapping("/field/admin")
    @RolesAllowed("admin")
    public Photo fieldForAdmins() {
        return new Photo(1, PICTURE);
    }
}
