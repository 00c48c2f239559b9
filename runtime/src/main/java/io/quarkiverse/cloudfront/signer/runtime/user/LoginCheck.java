package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationController;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.quarkus.security.spi.runtime.SecurityEventHelper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Requires a user who has logged in, as {@code @Authenticated} does. It is an additional check, because a method can only have
 * one of Quarkus's own. It can refuse calls, but never permit them.
 */
@Singleton
public class LoginCheck implements LoginGuard {

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
    public Object call(Class<?> returnType, Callable<Object> call) throws Exception {
        if (!authorization.isAuthorizationEnabled()) {
            return call.call();
        }
        Uni<SecurityIdentity> identity = current();
        SecurityIdentity known = KnownItem.of(identity);
        if (known != null && !known.isAnonymous()) {
            return call.call();
        }
        Uni<SecurityIdentity> user = identity.invoke(this::require);
        if (Uni.class.isAssignableFrom(returnType)) {
            return user.chain(() -> (Uni<?>) unchecked(call));
        } else if (Multi.class.isAssignableFrom(returnType)) {
            return user.onItem().transformToMulti(ignored -> (Multi<?>) unchecked(call));
        } else if (CompletionStage.class.isAssignableFrom(returnType)) {
            return user.chain(() -> Uni.createFrom().completionStage((CompletionStage<?>) unchecked(call)))
                    .subscribeAsCompletionStage();
        }
        if (known != null) {
            // known to be anonymous, so the event loop need not wait
            require(known);
        }
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED,
                    "the event loop must not wait for the user. Return a Uni, or annotate the method with @Blocking");
        }
        user.await().indefinitely();
        return call.call();
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

    private void require(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            UnauthorizedException failure = new UnauthorizedException("Methods that sign require a logged-in user");
            if (eventsEnabled) {
                SecurityEventHelper.fire(failures,
                        new AuthorizationFailureEvent(identity, failure, LoginCheck.class.getName()));
            }
            throw failure;
        }
    }

    private static Object unchecked(Callable<Object> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
