package org.acme.gallery;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Grants;

@Path("/logout")
public class LogoutResource {

    private final Grants grants;

    LogoutResource(Grants grants) {
        this.grants = grants;
    }

    @POST
    @PermitAll
    public void logOut() {
        grants.clearCookies();
        // and end your own session
    }
}
