package io.quarkiverse.cloudfront.signer.it;

import java.net.URI;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.cloudfront.signer.GrantedCookies;

/**
 * Where "Log out" leads when there is no session any more: with one, quarkus-oidc answers this path itself.
 */
@Path("/logout")
public class LogoutResource {

    private final GrantedCookies grantedCookies;

    LogoutResource(GrantedCookies grantedCookies) {
        this.grantedCookies = grantedCookies;
    }

    @GET
    @PermitAll
    public Response loggedOut() {
        grantedCookies.clear();
        return Response.seeOther(URI.create("/logged-out.html")).build();
    }
}
