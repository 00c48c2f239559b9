package io.quarkiverse.cloudfront.signer.runtime.gate;

import jakarta.inject.Singleton;

import io.quarkus.oidc.OidcSession;
import io.smallrye.mutiny.Uni;

/**
 * The session of quarkus-oidc.
 */
@Singleton
public class OidcGateSession implements GateSession {

    private final OidcSession session;

    OidcGateSession(OidcSession session) {
        this.session = session;
    }

    @Override
    public Uni<Void> end() {
        return session.logout();
    }
}
