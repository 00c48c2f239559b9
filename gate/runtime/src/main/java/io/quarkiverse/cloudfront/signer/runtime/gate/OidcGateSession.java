package io.quarkiverse.cloudfront.signer.runtime.gate;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.runtime.logout.LogoutRevocation;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;

/**
 * The session of quarkus-oidc.
 */
@Singleton
public class OidcGateSession implements GateSession {

    private final OidcSession session;
    private final CurrentIdentityAssociation users;
    private final Instance<LogoutRevocation> revocation;

    /**
     * @param revocation not there unless marks are to be revoked at logouts
     */
    OidcGateSession(OidcSession session, CurrentIdentityAssociation users, Instance<LogoutRevocation> revocation) {
        this.session = session;
        this.users = users;
        this.revocation = revocation;
    }

    /**
     * quarkus-oidc tells nobody of a logout that the application asks for.
     */
    @Override
    public Uni<Void> end() {
        return !revocation.isResolvable() ? session.logout()
                : users.getDeferredIdentity()
                        .chain(user -> session.logout().invoke(() -> revocation.get().revoke(user)));
    }
}
