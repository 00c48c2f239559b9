package io.quarkiverse.cloudfront.signer.applications.hal;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.ALBUM;
import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.applications.Photo;
import io.quarkus.resteasy.reactive.links.InjectRestLinks;
import io.quarkus.resteasy.reactive.links.RestLink;
import io.quarkus.resteasy.reactive.links.RestLinkType;

/** Methods whose DTOs are wrapped in HAL if the viewer asks for it. */
@Path("/hal")
@Produces({ MediaType.APPLICATION_JSON, "application/hal+json" })
public class Pictures {

    @GET
    @Path("url/open")
    @SignedResource
    public String url() {
        return PICTURE;
    }

    @GET
    @Path("url/admin")
    @SignedResource
    @RolesAllowed("admin")
    public String urlForAdmins() {
        return PICTURE;
    }

    @GET
    @Path("wildcard/open")
    @SignedResource(resource = ALBUM)
    public String wildcard() {
        return PICTURE;
    }

    @GET
    @Path("wildcard/admin")
    @SignedResource(resource = ALBUM)
    @RolesAllowed("admin")
    public String wildcardForAdmins() {
        return PICTURE;
    }

    @GET
    @Path("cookies/open")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    public String cookies() {
        return "welcome";
    }

    @GET
    @Path("cookies/admin")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    @RolesAllowed("admin")
    public String cookiesForAdmins() {
        return "welcome";
    }

    @GET
    @Path("field/open")
    @RestLink(rel = "self-open")
    @InjectRestLinks(RestLinkType.INSTANCE)
    public Photo field() {
        return new Photo(1, PICTURE);
    }

    @GET
    @Path("field/admin")
    @RestLink(rel = "self-admin")
    @InjectRestLinks(RestLinkType.INSTANCE)
    @RolesAllowed("admin")
    public Photo fieldForAdmins() {
        return new Photo(1, PICTURE);
    }

    @GET
    @Path("field/response")
    public Response response() {
        return Response.ok(new Photo(1, PICTURE)).build();
    }
}
