package io.quarkiverse.cloudfront.signer.runtime.logout;

import java.net.HttpURLConnection;
import java.util.EnumSet;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.runtime.intent.IntentFilter;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.revocation.Revocations;
import io.quarkiverse.cloudfront.signer.runtime.user.IdentityUsers;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.oidc.SecurityEvent.Type;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;

/**
 * Ends a user's login when the user logs out in the browser.
 */
@Singleton
public class LogoutRevocation {

    private static final Set<Type> LOGOUTS = EnumSet.of(Type.OIDC_LOGOUT_RP_INITIATED,
            Type.OIDC_LOGOUT_RP_INITIATED_SESSION_EXPIRED, Type.OIDC_FRONTCHANNEL_LOGOUT_COMPLETED);

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
     * Called before quarkus-oidc ends the session.
     *
     * @throws AuthenticationRedirectException if the user has not asked for the logout, so that the session goes on
     */
    void revoke(@Observes SecurityEvent event) {
        SecurityIdentity identity = event.getSecurityIdentity();
        if (LOGOUTS.contains(event.getEventType()) && identity != null) {
            RoutingContext request = identity.getAttribute(RoutingContext.class.getName());
            if (request != null
                    && IntentFilter.isUnintended(request, event.getEventType() == Type.OIDC_FRONTCHANNEL_LOGOUT_COMPLETED)) {
                // quarkus-oidc answers any other exception with the end of the session
                throw new AuthenticationRedirectException(HttpURLConnection.HTTP_FORBIDDEN, "");
            }
            revoke(identity);
        }
    }

    /**
     * For logouts that quarkus-oidc does not report.
     */
    public void revoke(SecurityIdentity identity) {
        MarkedUser user = identity.isAnonymous() ? null : users.of(identity).marked().get();
        if (user != null) {
            revocations.end(user);
        }
    }
}
