package io.quarkiverse.cloudfront.signer.applications.modes;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * The first attempt of a new user, which only needs Quarkus REST.
 */
@Path("/covers/{album}")
@PermitAll
public class Covers {

    @GET
    @SignedResource
    public String cover(String album) {
        return "/albums/" + album + "/cover.svg";
    }
}
