package io.quarkiverse.cloudfront.signer.runtime.security;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/**
 * Users as Quarkus Security knows them.
 */
@Singleton
public class IdentityUsers implements Users {

    private static final Logger LOG = Logger.getLogger(IdentityUsers.class);

    private final CurrentIdentityAssociation identities;
    private final TokenReader tokens;

    IdentityUsers(CurrentIdentityAssociation identities, Instance<TokenReader> tokens) {
        this.identities = identities;
        this.tokens = tokens.isResolvable() ? tokens.get() : null;
    }

    /**
     * Also where no request context is active: the user of a WebSocket is known in its endpoint's methods, which have such a
     * context only if they seem to need one.
     */
    @Override
    public Caller current() {
        ManagedContext request = Arc.container().requestContext();
        if (request.isActive()) {
            return new IdentityCaller(identities.getDeferredIdentity());
        }
        request.activate();
        try {
            return new IdentityCaller(identities.getDeferredIdentity());
        } finally {
            request.terminate();
        }
    }

    @Override
    public boolean mayHaveTokens() {
        return tokens != null;
    }

    private User user(SecurityIdentity identity) {
        Token token = tokens == null ? null : tokens.read(identity.getPrincipal());
        String name = identity.getPrincipal().getName();
        String id = token == null ? name : token.issuer() + " " + token.subject();
        Optional<Instant> expiry = token == null ? Optional.empty() : token.expiresAt();
        return new User(identity.isAnonymous(), id, expiry, placeholder -> value(placeholder, name, token));
    }

    private static String value(String placeholder, String name, Token token) {
        if (!User.isClaim(placeholder)) {
            return name;
        }
        String claim = User.claim(placeholder);
        return Optional.ofNullable(token).flatMap(present -> present.claim(claim))
                .orElseThrow(() -> missing(claim, token == null));
    }

    /**
     * The viewer may not have this, and learns no more; the log tells whoever looks after the provider.
     */
    private static ForbiddenException missing(String claim, boolean noToken) {
        LOG.warnf(
                "Nothing is signed for a user %s: @SignedResource needs the claim \"%s\", as text, a whole number or a boolean",
                noToken ? "without a token" : "whose token does not have it", claim);
        return new ForbiddenException("A claim that this resource needs is missing");
    }

    @Override
    public RuntimeException unauthorized(String reason) {
        LOG.debugf("Nothing is signed: %s", reason);
        return new UnauthorizedException(reason);
    }

    private final class IdentityCaller implements Caller {

        private final Uni<SecurityIdentity> identity;

        private IdentityCaller(Uni<SecurityIdentity> identity) {
            this.identity = identity;
        }

        @Override
        public User now() {
            CompletableFuture<SecurityIdentity> future = identity.subscribeAsCompletionStage();
            if (!future.isDone() && !BlockingOperationControl.isBlockingAllowed()) {
                throw new CloudFrontSignerException("the event loop must not wait for the user to be known; "
                        + "return a Uni, or mark the method @Blocking");
            }
            try {
                return user(future.join());
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        @Override
        public User ifKnown() {
            KnownItem<SecurityIdentity> known = new KnownItem<>();
            identity.subscribe().withSubscriber(known);
            SecurityIdentity found = known.get();
            return found == null ? null : user(found);
        }

        @Override
        public Uni<User> later() {
            return identity.map(IdentityUsers.this::user);
        }
    }
}
