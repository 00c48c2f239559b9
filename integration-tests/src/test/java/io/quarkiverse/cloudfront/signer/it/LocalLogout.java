package io.quarkiverse.cloudfront.signer.it;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;

/**
 * Only ends the session of the application, and not that of the provider.
 */
@Path("/local-logout")
public class LocalLogout {

    private final OidcSession session;

    LocalLogout(OidcSession session) {
        this.session = session;
    }

    @POST
    @Authenticated
    public Uni<Void> logout() {
        return session.logout();
    }
}
