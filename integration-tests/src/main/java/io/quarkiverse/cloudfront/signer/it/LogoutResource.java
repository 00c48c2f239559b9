package io.quarkiverse.cloudfront.signer.it;

import java.net.URI;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.cloudfront.signer.Grants;

/**
 * The target of "Log out" if there is no session. With a session, quarkus-oidc handles this path.
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
