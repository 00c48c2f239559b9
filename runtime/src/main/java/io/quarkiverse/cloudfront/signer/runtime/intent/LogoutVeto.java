package io.quarkiverse.cloudfront.signer.runtime.intent;

import java.util.EnumSet;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.quarkus.oidc.SecurityEvent;
import io.quarkus.oidc.SecurityEvent.Type;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses logouts of quarkus-oidc that the user did not intend, at paths that {@link IntentFilter} does not know because the
 * application's code configures them.
 */
@Singleton
public class LogoutVeto {

    /** The events that quarkus-oidc fires before a logout in the browser ends the session. */
    public static final Set<Type> LOGOUTS = EnumSet.of(Type.OIDC_LOGOUT_RP_INITIATED,
            Type.OIDC_LOGOUT_RP_INITIATED_SESSION_EXPIRED, Type.OIDC_FRONTCHANNEL_LOGOUT_COMPLETED);

    /**
     * Called before other observers.
     *
     * @throws AuthenticationRedirectException if the user did not intend the logout, so that the session continues
     */
    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) SecurityEvent event) {
        SecurityIdentity identity = event.getSecurityIdentity();
        RoutingContext request = identity == null || !LOGOUTS.contains(event.getEventType()) ? null
                : identity.getAttribute(RoutingContext.class.getName());
        if (request != null
                && IntentFilter.isUnintended(request, event.getEventType() == Type.OIDC_FRONTCHANNEL_LOGOUT_COMPLETED)) {
            // after any other exception, quarkus-oidc would end the session
            throw new AuthenticationRedirectException(IntentFilter.REFUSED, "");
        }
    }
}
