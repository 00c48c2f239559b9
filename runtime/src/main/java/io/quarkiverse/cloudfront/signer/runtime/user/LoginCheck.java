package io.quarkiverse.cloudfront.signer.runtime.user;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationController;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.quarkus.security.spi.runtime.SecurityEventHelper;
import io.smallrye.mutiny.Uni;

/**
 * Requires a user who has logged in, as {@code @Authenticated} does. This check is in addition to Quarkus's own checks, because
 * a method can only have one of those. It can refuse calls, but never permit them.
 */
@Singleton
public class LoginCheck implements Login {

    private final CurrentIdentityAssociation identities;
    private final AuthorizationController authorization;
    private final Event<AuthorizationFailureEvent> failures;
    private final boolean eventsEnabled;
    private final ManagedContext request;

    @Inject
    LoginCheck(CurrentIdentityAssociation identities, AuthorizationController authorization,
            Event<AuthorizationFailureEvent> failures,
            @ConfigProperty(name = "quarkus.security.events.enabled") boolean eventsEnabled) {
        this(identities, authorization, failures, eventsEnabled, Arc.container().requestContext());
    }

    LoginCheck(CurrentIdentityAssociation identities, AuthorizationController authorization,
            Event<AuthorizationFailureEvent> failures, boolean eventsEnabled, ManagedContext request) {
        this.identities = identities;
        this.authorization = authorization;
        this.failures = failures;
        this.eventsEnabled = eventsEnabled;
        this.request = request;
    }

    /**
     * The current user, or a failure for an anonymous request. After that, the identity is available without waiting.
     *
     * @return null if the application has disabled authorization
     */
    public @Nullable Uni<SecurityIdentity> check() {
        if (!authorization.isAuthorizationEnabled()) {
            return null;
        }
        return identities.getDeferredIdentity().invoke(identity -> {
            require(identity);
            identities.setIdentity(identity);
        });
    }

    @Override
    public Later<?> login() {
        return authorization.isAuthorizationEnabled()
                ? Later.shared(current(), IdentityUsers.USER_PENDING).map(this::require)
                : Later.known(authorization);
    }

    /**
     * The user of a WebSocket is also known without an active request context.
     */
    private Uni<SecurityIdentity> current() {
        if (request.isActive()) {
            return identities.getDeferredIdentity();
        }
        request.activate();
        try {
            return identities.getDeferredIdentity();
        } finally {
            request.terminate();
        }
    }

    private SecurityIdentity require(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            UnauthorizedException failure = new UnauthorizedException(
                    "Methods that sign require a logged-in user, unless an annotation such as @PermitAll says who may call them");
            if (eventsEnabled) {
                SecurityEventHelper.fire(failures,
                        new AuthorizationFailureEvent(identity, failure, LoginCheck.class.getName()));
            }
            throw failure;
        }
        return identity;
    }
}
