package io.quarkiverse.cloudfront.signer.runtime.logout;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.runtime.intent.LogoutVeto;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.revocation.Revocations;
import io.quarkiverse.cloudfront.signer.runtime.user.IdentityUsers;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * Ends a user's login when the user logs out in the browser.
 */
@Singleton
public class LogoutRevocation {

    private final IdentityUsers users;
    private final Revocations revocations;

    @Inject
    LogoutRevocation(IdentityUsers users, Revocations revocations) {
        this.users = users;
        this.revocations = revocations;
    }

    void start(@Observes StartupEvent event) {
        revocations.requireStore();
    }

    /**
     * Called before quarkus-oidc ends the session, and after {@link LogoutVeto}.
     */
    void revoke(@Observes SecurityEvent event) {
        SecurityIdentity identity = event.getSecurityIdentity();
        if (LogoutVeto.LOGOUTS.contains(event.getEventType()) && identity != null) {
            revoke(identity);
        }
    }

    /**
     * Revokes a user's login after a logout that quarkus-oidc does not report.
     */
    public void revoke(SecurityIdentity identity) {
        MarkedUser user = identity.isAnonymous() ? null : users.of(identity).marked().get();
        if (user != null) {
            revocations.end(user);
        }
    }
}
