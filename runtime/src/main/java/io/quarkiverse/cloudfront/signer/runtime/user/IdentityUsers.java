package io.quarkiverse.cloudfront.signer.runtime.user;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewers;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/**
 * The users of Quarkus Security.
 */
@Singleton
public class IdentityUsers implements Users {

    private static final Logger LOG = Logger.getLogger(IdentityUsers.class);

    /** The message if the event loop would have to wait. */
    static final String USER_PENDING = "the user's identity is not known yet, and the event loop must not wait for it. Return "
            + "a Uni, or annotate the method with @Blocking";

    private static final String CONTEXT_LOST = "the user's token is unknown here, so the expiry cannot be bound to it: this "
            + "thread does not have the request's context. Use an injected ManagedExecutor or Mutiny, which propagate it, or "
            + "sign before you switch to another thread. For work without a user, use a signer with "
            + "bound-to-token=false, or annotate the calling method with @ActivateRequestContext";

    private static final String EXPIRY_UNKNOWN = "it is not known when the user's token expires. The reason can be an opaque "
            + "token whose introspection does not contain \"exp\", a SecurityIdentityAugmentor that removes it, or an "
            + "HttpAuthenticationMechanism or IdentityProvider that does not provide it. Have the provider return "
            + "\"exp\", copy the identity with QuarkusSecurityIdentity.builder(identity), set the identity's attribute "
            + "\"quarkus.identity.expire-time\" to the epoch second, or set bound-to-token=false for this signer";

    /** The annotations of messaging, by name, because applications without messaging do not have these classes. */
    private static final Pattern MESSAGING = Pattern.compile(".*\\.reactive\\.messaging\\..*(?:Incoming|Outgoing)s?");

    private final CurrentIdentityAssociation identities;
    private final Viewers viewers;
    private final List<TokenReader> readers;
    private final ManagedContext request;
    private volatile boolean withoutTokens;
    private volatile String subjectClaim = Token.SUBJECT;

    @Inject
    IdentityUsers(CurrentIdentityAssociation identities, Viewers viewers, Instance<TokenReader> readers) {
        this(identities, viewers, readers.isUnsatisfied() ? List.of() : readers.stream().toList(),
                Arc.container().requestContext());
    }

    IdentityUsers(CurrentIdentityAssociation identities, Viewers viewers, List<TokenReader> readers, ManagedContext request) {
        this.identities = identities;
        this.viewers = viewers;
        this.readers = readers;
        this.request = request;
    }

    /**
     * Also works without an active request context: the user of a WebSocket is known in the methods of its endpoint, which only
     * have such a context if Quarkus finds that they need one.
     */
    @Override
    public Later<User> currentIn(@Nullable Method called) {
        if (request.isActive()) {
            return user(viewers.currentRequest(), false);
        }
        request.activate();
        try {
            return user(null, mayHaveTokens() && !viewers.isWebSocket() && !isOfMessages(called));
        } finally {
            request.terminate();
        }
    }

    /**
     * @param request null outside of an HTTP request
     */
    private Later<User> user(@Nullable RoutingContext request, boolean contextLost) {
        return Later.shared(identities.getDeferredIdentity(), known -> user(known, request, contextLost), USER_PENDING);
    }

    private static boolean isOfMessages(@Nullable Method called) {
        return called != null && Stream.of(called.getAnnotations()).map(annotation -> annotation.annotationType().getName())
                .anyMatch(name -> MESSAGING.matcher(name).matches());
    }

    /**
     * Prepares for an application in which, as far as the build knows, users cannot have tokens.
     */
    public void forgoTokens() {
        withoutTokens = true;
    }

    /**
     * Prepares for an application that uses marks.
     *
     * @param claim the claim with the subject of a token without {@code sub}
     */
    public void useSubject(String claim) {
        subjectClaim = claim;
    }

    @Override
    public boolean mayHaveTokens() {
        return !withoutTokens;
    }

    /**
     * The user as whom a request was authenticated. Does not wait, and does not start a lazy authentication that has not been
     * requested yet.
     *
     * @return null if there is no such user
     */
    @Nullable
    CookieOwner authenticated(RoutingContext context) {
        SecurityIdentity identity = context.user() instanceof QuarkusHttpUser user ? current(context, user) : null;
        if (identity == null || identity.isAnonymous()) {
            return null;
        }
        return user(identity, context, false).cookieOwner().get();
    }

    /**
     * Returns the current identity rather than the request's, because the application may have replaced it.
     */
    private SecurityIdentity current(RoutingContext context, QuarkusHttpUser user) {
        if (viewers.currentRequest() != context) {
            return user.getSecurityIdentity();
        }
        Later<SecurityIdentity> known = Later.shared(identities.getDeferredIdentity(), USER_PENDING).ifKnown();
        return known != null && known.isValue() ? known.await() : user.getSecurityIdentity();
    }

    private List<Token> read(SecurityIdentity identity) {
        if (readers.size() == 1) {
            return readers.get(0).read(identity);
        }
        // the order of beans is not defined
        return readers.stream().flatMap(reader -> reader.read(identity).stream())
                .sorted(Comparator.comparing(Token::complete).reversed()).toList();
    }

    private User user(SecurityIdentity identity, @Nullable RoutingContext request, boolean contextLost) {
        KnownTokens tokens = KnownTokens.of(identity, read(identity));
        String name = identity.getPrincipal().getName();
        String unknown = tokens.lackExpiry(request, mayHaveTokens()) ? EXPIRY_UNKNOWN : null;
        String unboundable = contextLost && identity.isAnonymous() ? CONTEXT_LOST : unknown;
        return new User(identity.isAnonymous(), () -> tokens.owner(subjectClaim, request, mayHaveTokens()),
                Optional.ofNullable(tokens.earliest()), unboundable, placeholder -> value(placeholder, name, tokens),
                () -> tokens.marked(subjectClaim, request, mayHaveTokens()));
    }

    /**
     * The user of an identity, regardless of any request.
     */
    public User of(SecurityIdentity identity) {
        return user(identity, null, false);
    }

    private static String value(String placeholder, String name, KnownTokens tokens) {
        if (placeholder.equals(User.PRINCIPAL)) {
            return name;
        }
        String claim = User.claim(placeholder);
        return tokens.claim(claim).orElseThrow(() -> missing(claim, tokens.tokens().isEmpty()));
    }

    private static CloudFrontSignerException missing(String claim, boolean noToken) {
        return new CloudFrontSignerException(Reason.INVALID_PLACEHOLDER_VALUE, (noToken ? "The user has no token with a"
                : "The user's token has no") + " \"" + claim + "\" claim that is text, a whole number, or a boolean");
    }

    /**
     * The failure of a request that is denied. The viewer only gets status 403, so the reason is logged for the operator.
     */
    static ForbiddenException denied(String reason) {
        LOG.warnf("Access denied: %s", reason);
        return new ForbiddenException("The user does not have the claims or the name that this resource requires");
    }

    @Override
    public RuntimeException forbidden(String reason) {
        return denied(reason);
    }

    @Override
    public RuntimeException unauthorized(String reason) {
        LOG.debugf("Cannot sign: %s", reason);
        return new UnauthorizedException(reason);
    }

    /**
     * Reads the tokens of an identity, regardless of its principal, which the application may have replaced. A user can also
     * have a token that none of these beans can read.
     */
    interface TokenReader {

        /**
         * @return the tokens, the most trusted one first; empty if the user was authenticated by other means
         */
        List<Token> read(SecurityIdentity identity);
    }
}
