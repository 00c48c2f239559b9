package org.acme.gallery;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;

@Path("/pages")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class PageResource {

    @CheckedTemplate
    static class Templates {

        static native TemplateInstance cover(String cover);

        static native TemplateInstance album(String album, List<String> pictures);
    }

    private final Catalogue catalogue;

    PageResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    @Path("/{album}/cover")
    public TemplateInstance cover(String album) {
        return Templates.cover(catalogue.pictures(album).stream().findFirst().orElse(null));
    }

    @GET
    @Path("/{album}")
    public TemplateInstance album(String album) {
        return Templates.album(album, catalogue.pictures(album));
    }
}
