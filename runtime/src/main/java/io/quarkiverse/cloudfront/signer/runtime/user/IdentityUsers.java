package io.quarkiverse.cloudfront.signer.runtime.user;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewers;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Users as Quarkus Security knows them.
 */
@Singleton
public class IdentityUsers implements Users {

    private static final Logger LOG = Logger.getLogger(IdentityUsers.class);

    private static final String CONTEXT_LOST = "the user's token is unknown here, so that nothing can be bound to its expiry: "
            + "this thread does not have the request's context. Use an injected ManagedExecutor or Mutiny, which carry it along, "
            + "or sign before you hand over to another thread. For work that no user has asked for, use a signer with "
            + "bound-to-token=false, or annotate the calling method with @ActivateRequestContext";

    private static final String EXPIRY_UNKNOWN = "it is not known when the user's token expires: the token is opaque, and its "
            + "introspection has no \"exp\", or a SecurityIdentityAugmentor has left nothing of it, or an "
            + "HttpAuthenticationMechanism or IdentityProvider of the application does not tell it. Have the provider return "
            + "\"exp\", copy the identity with QuarkusSecurityIdentity.builder(identity), set the identity's attribute "
            + "\"quarkus.identity.expire-time\" to the epoch second, or set bound-to-token=false for this signer";

    /** By their names, as applications without messaging do not have them. */
    private static final Pattern MESSAGING = Pattern.compile(".*\\.reactive\\.messaging\\..*(?:Incoming|Outgoing)s?");

    private final CurrentIdentityAssociation identities;
    private final Viewers viewers;
    private final List<TokenReader> readers;
    private final ManagedContext request;
    private volatile boolean withoutTokens;

    @Inject
    IdentityUsers(CurrentIdentityAssociation identities, Viewers viewers, Instance<TokenReader> readers) {
        this(identities, viewers, readers.stream().toList(), Arc.container().requestContext());
    }

    IdentityUsers(CurrentIdentityAssociation identities, Viewers viewers, List<TokenReader> readers, ManagedContext request) {
        this.identities = identities;
        this.viewers = viewers;
        this.readers = readers;
        this.request = request;
    }

    /**
     * Also where no request context is active: the user of a WebSocket is known in its endpoint's methods, which have such a
     * context only if they seem to need one.
     */
    @Override
    public Caller currentIn(@Nullable Method called) {
        if (request.isActive()) {
            return new IdentityCaller(identities.getDeferredIdentity(), viewers.currentRequest(), false);
        }
        request.activate();
        try {
            return new IdentityCaller(identities.getDeferredIdentity(), null,
                    mayHaveTokens() && !viewers.isWebSocket() && !isOfMessages(called));
        } finally {
            request.terminate();
        }
    }

    private static boolean isOfMessages(@Nullable Method called) {
        return called != null && Stream.of(called.getAnnotations()).map(annotation -> annotation.annotationType().getName())
                .anyMatch(name -> MESSAGING.matcher(name).matches());
    }

    /**
     * For an application of which the build knows that no user can have a token. Which extensions it has does not say that.
     */
    public void forgoTokens() {
        withoutTokens = true;
    }

    @Override
    public boolean mayHaveTokens() {
        return !withoutTokens;
    }

    private List<Token> read(SecurityIdentity identity) {
        if (readers.size() == 1) {
            return readers.get(0).read(identity);
        }
        return readers.stream().flatMap(reader -> reader.read(identity).stream()).toList();
    }

    private User user(SecurityIdentity identity, @Nullable RoutingContext request, boolean contextLost) {
        KnownTokens tokens = KnownTokens.of(identity, read(identity));
        String name = identity.getPrincipal().getName();
        String unboundable = contextLost && identity.isAnonymous() ? CONTEXT_LOST
                : tokens.lackExpiry(request, mayHaveTokens()) ? EXPIRY_UNKNOWN : null;
        return new User(identity.isAnonymous(), tokens.userId(), tokens.tenant(request), Optional.ofNullable(tokens.earliest()),
                unboundable, placeholder -> value(placeholder, name, tokens));
    }

    private static String value(String placeholder, String name, KnownTokens tokens) {
        if (placeholder.equals(User.PRINCIPAL)) {
            return name;
        } else if (!User.isClaim(placeholder)) {
            throw new IllegalArgumentException("{" + placeholder + "} is not a placeholder about the user");
        }
        String claim = User.claim(placeholder);
        return tokens.claim(claim).orElseThrow(() -> missing(claim, tokens.tokens().isEmpty()));
    }

    /**
     * The viewer may not have this, and learns no more; the log tells whoever looks after the provider.
     */
    private static ForbiddenException missing(String claim, boolean noToken) {
        LOG.warnf("Access denied: the user %s, and the resource of @SignedResource requires the claim \"%s\" as text, a whole "
                + "number or a boolean", noToken ? "has no token" : "has a token without this claim", claim);
        return new ForbiddenException("A claim that this resource needs is missing");
    }

    @Override
    public RuntimeException unauthorized(String reason) {
        LOG.debugf("Nothing is signed: %s", reason);
        return new UnauthorizedException(reason);
    }

    private final class IdentityCaller implements Caller {

        private final Uni<SecurityIdentity> identity;
        private final @Nullable RoutingContext request;
        private final boolean contextLost;

        /**
         * @param request null outside of an HTTP request
         */
        private IdentityCaller(Uni<SecurityIdentity> identity, @Nullable RoutingContext request, boolean contextLost) {
            this.identity = identity;
            this.request = request;
            this.contextLost = contextLost;
        }

        private User user(SecurityIdentity known) {
            return IdentityUsers.this.user(known, request, contextLost);
        }

        @Override
        public User now() {
            CompletableFuture<SecurityIdentity> future = identity.subscribeAsCompletionStage();
            if (!future.isDone() && !BlockingOperationControl.isBlockingAllowed()) {
                throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED,
                        "the event loop must not wait for the user to be known; "
                                + "return a Uni, or mark the method @Blocking");
            }
            try {
                return user(future.join());
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        @Override
        public @Nullable User ifKnown() {
            KnownItem<SecurityIdentity> known = new KnownItem<>();
            identity.subscribe().withSubscriber(known);
            SecurityIdentity found = known.get();
            return found == null ? null : user(found);
        }

        @Override
        public Uni<User> later() {
            return identity.map(this::user);
        }
    }
}
