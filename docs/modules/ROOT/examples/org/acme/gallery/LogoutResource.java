package org.acme.gallery;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.GrantedCookies;

// tag::clear[]
@Path("/logout")
public class LogoutResource {

    private final GrantedCookies grantedCookies;

    LogoutResource(GrantedCookies grantedCookies) {
        this.grantedCookies = grantedCookies;
    }

    @POST
    @PermitAll
    public void logOut() {
        grantedCookies.clear();
        // and end your own session
    }
}
// end::clear[]
