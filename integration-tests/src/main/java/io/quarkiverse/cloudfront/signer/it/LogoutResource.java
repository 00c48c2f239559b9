package io.quarkiverse.cloudfront.signer.it;

import java.net.URI;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.cloudfront.signer.Grants;

/**
 * Where "Log out" leads when there is no session any more: with one, quarkus-oidc answers this path itself.
 */
@Path("/logout")
public class LogoutResource {

    private final Grants grants;

    LogoutResource(Grants grants) {
        this.grants = grants;
    }

    @GET
    @PermitAll
    public Response loggedOut() {
        grants.clearCookies();
        return Response.seeOther(URI.create("/logged-out.html")).build();
    }
}
