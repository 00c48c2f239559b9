package io.quarkiverse.cloudfront.signer.applications.hal;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.ALBUM;
import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.applications.Photo;
import io.quarkus.resteasy.reactive.links.InjectRestLinks;
import io.quarkus.resteasy.reactive.links.RestLink;

/** Lists as HAL. */
@Path("/hal-list")
@Produces(MediaType.APPLICATION_JSON)
public class PictureLists {

    @GET
    @Path("url/open")
    @SignedResource
    public List<String> url() {
        return List.of(PICTURE, PICTURE);
    }

    @GET
    @Path("url/admin")
    @SignedResource
    @RolesAllowed("admin")
    public List<String> urlForAdmins() {
        return List.of(PICTURE, PICTURE);
    }

    @GET
    @Path("wildcard/open")
    @SignedResource(resource = ALBUM)
    public List<String> wildcard() {
        return List.of(PICTURE, PICTURE);
    }

    @GET
    @Path("wildcard/admin")
    @SignedResource(resource = ALBUM)
    @RolesAllowed("admin")
    public List<String> wildcardForAdmins() {
        return List.of(PICTURE, PICTURE);
    }

    @GET
    @Path("cookies/open")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    public List<String> cookies() {
        return List.of("welcome");
    }

    @GET
    @Path("cookies/admin")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    @RolesAllowed("admin")
    public List<String> cookiesForAdmins() {
        return List.of("welcome");
    }

    @GET
    @Path("field/open")
    @RestLink(rel = "list-open", entityType = Photo.class)
    @InjectRestLinks
    @Produces({ MediaType.APPLICATION_JSON, "application/hal+json" })
    public List<Photo> field() {
        return List.of(new Photo(1, PICTURE), new Photo(2, PICTURE));
    }

    @GET
    @Path("field/admin")
    @RestLink(rel = "list-admin", entityType = Photo.class)
    @InjectRestLinks
    @RolesAllowed("admin")
    @Produces({ MediaType.APPLICATION_JSON, "application/hal+json" })
    public List<Photo> fieldForAdmins() {
        return List.of(new Photo(1, PICTURE), new Photo(2, PICTURE));
    }
}
