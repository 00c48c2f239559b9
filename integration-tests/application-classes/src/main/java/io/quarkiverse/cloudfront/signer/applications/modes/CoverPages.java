package io.quarkiverse.cloudfront.signer.applications.modes;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * The same picture in a field.
 */
@Path("/cover-pages/{album}")
@PermitAll
public class CoverPages {

    public record CoverPage(String title, @SignedResource String cover) {
    }

    @GET
    public CoverPage page(String album) {
        return new CoverPage("Album " + album, "/albums/" + album + "/cover.svg");
    }
}
