package io.quarkiverse.cloudfront.signer.applications.template;

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
import io.quarkus.qute.Engine;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;

/** Pages that sign with the namespace of the extension, and pages with cookies. */
@Path("/template")
@Produces(MediaType.TEXT_PLAIN)
@Blocking
public class Pages {

    private final Engine engine;

    Pages(Engine engine) {
        this.engine = engine;
    }

    private TemplateInstance page(String content) {
        return engine.parse(content).data("picture", PICTURE).data("photo", new Photo(1, PICTURE));
    }

    @GET
    @Path("url/open")
    @Authenticated
    public TemplateInstance url() {
        return page("{cloudfront:url(picture)}");
    }

    @GET
    @Path("url/admin")
    @RolesAllowed("admin")
    public TemplateInstance urlForAdmins() {
        return page("{cloudfront:url(picture)}");
    }

    @GET
    @Path("wildcard/open")
    @Authenticated
    public TemplateInstance wildcard() {
        return page("{#cloudfront resource='" + ALBUM + "'}{cloudfront:url(picture)}{/cloudfront}");
    }

    @GET
    @Path("wildcard/admin")
    @RolesAllowed("admin")
    public TemplateInstance wildcardForAdmins() {
        return page("{#cloudfront resource='" + ALBUM + "'}{cloudfront:url(picture)}{/cloudfront}");
    }

    @GET
    @Path("cookies/open")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    public TemplateInstance cookies() {
        return page("welcome");
    }

    @GET
    @Path("cookies/admin")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    @RolesAllowed("admin")
    public TemplateInstance cookiesForAdmins() {
        return page("welcome");
    }

    @GET
    @Path("field/open")
    @Authenticated
    public TemplateInstance field() {
        return page("{cloudfront:url(photo.image)}");
    }

    @GET
    @Path("field/admin")
    @RolesAllowed("admin")
    public TemplateInstance fieldForAdmins() {
        return page("{cloudfront:url(photo.image)}");
    }
}
