package io.quarkiverse.cloudfront.signer.runtime.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.signer.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.user.Caller;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.smallrye.mutiny.Uni;

/**
 * The grant of one call of a signed method: for whom, for which resource, and until when. The delivery decides how it reaches
 * the viewer.
 */
public final class Grant {

    private static final Logger LOG = Logger.getLogger(Grant.class);

    private final GrantTerms terms;
    private final ConfiguredSigner signer;
    private final Map<String, String> values;
    private final @Nullable Caller caller;
    private final @Nullable String viewerIp;

    /**
     * @param values the values of the placeholders that do not concern the user
     * @param caller null in an application without security
     * @param viewerIp null if any viewer may use the grant
     */
    public Grant(GrantTerms terms, Map<String, String> values, @Nullable Caller caller, @Nullable String viewerIp) {
        this.terms = terms;
        this.signer = terms.signer();
        this.values = values;
        this.caller = caller;
        this.viewerIp = viewerIp;
    }

    /**
     * The grant of the same call with other terms.
     *
     * @param ownViewerIp used if this grant is not bound to an address
     */
    public Grant with(GrantTerms other, @Nullable String ownViewerIp) {
        return new Grant(other, values, caller, viewerIp == null ? ownViewerIp : viewerIp);
    }

    public ConfiguredSigner signer() {
        return signer;
    }

    /**
     * The method's name, for messages.
     */
    public String method() {
        return terms.method().description();
    }

    /**
     * Whether one policy covers all URLs of the call, instead of one policy for each URL.
     */
    public boolean hasResource() {
        return terms.template() != null;
    }

    /**
     * @throws CloudFrontSignerException if the caller is on the event loop, and would have to wait for the user
     */
    public User userNow() {
        if (caller == null || !terms.dependsOnUser()) {
            return User.UNKNOWN;
        }
        User known = caller.now();
        check(known);
        return known;
    }

    /**
     * @return null if the user is not known yet
     */
    public @Nullable User userIfKnown() {
        if (caller == null || !terms.dependsOnUser()) {
            return User.UNKNOWN;
        }
        User known = caller.ifKnown();
        if (known != null) {
            check(known);
        }
        return known;
    }

    /**
     * Fails the request if the caller has not logged in.
     */
    public void requireUser() {
        if (caller == null || caller.now().anonymous()) {
            throw unauthorized("Signed URLs are for users who have logged in");
        }
    }

    public Uni<User> userLater() {
        return caller == null || !terms.dependsOnUser() ? Uni.createFrom().item(User.UNKNOWN)
                : caller.later().invoke(this::check).onFailure(CloudFrontSignerException.class).transform(this::named);
    }

    /**
     * Only applications with security require a login.
     */
    private RuntimeException unauthorized(String reason) {
        return Objects.requireNonNull(terms.users()).unauthorized(reason);
    }

    private boolean isForCookies() {
        return terms.method().delivery() == Delivery.COOKIES;
    }

    private void check(User known) {
        if (isForCookies() && known.anonymous()) {
            throw unauthorized("Signed cookies are for users who have logged in");
        }
        if (signer.isBoundToToken() && known.unboundable() != null) {
            throw new CloudFrontSignerException(Reason.USER_UNKNOWN, known.unboundable());
        }
        Instant tokenExpiry = signer.isBoundToToken() ? known.tokenExpiry().orElse(null) : null;
        if (tokenExpiry != null && !tokenExpiry.isAfter(signer.expiry().now())) {
            throw unauthorized("The user's token expired at " + tokenExpiry
                    + ". Quarkus still accepts it because of quarkus.oidc.token.lifespan-grace or mp.jwt.verify.clock.skew, "
                    + "but a grant must not outlive it");
        }
    }

    /**
     * When a grant that is signed now expires.
     */
    public Instant expiry(User known) {
        Instant expiry = signer.expiry().expiresAt(terms.lifetime());
        Instant token = signer.isBoundToToken() ? known.tokenExpiry().orElse(expiry) : expiry;
        if (!token.isBefore(expiry)) {
            return expiry;
        }
        if (LOG.isDebugEnabled()) {
            LOG.debugf("%s: the grant expires with the user's token at %s instead of %s", method(), token, expiry);
        }
        return token;
    }

    /**
     * As {@link #expiry(User)} if the user is already known, otherwise regardless of the token.
     */
    public Instant expiryIfKnown() {
        CompletableFuture<User> future = userLater().subscribeAsCompletionStage();
        return expiry(future.isDone() && !future.isCompletedExceptionally() ? future.join() : User.UNKNOWN);
    }

    public DefaultSignedPolicy signNow(User known) {
        return signer.signGuarded(policy(known));
    }

    public Uni<DefaultSignedPolicy> signLater(User known) {
        return Uni.createFrom().deferred(() -> signer.signGuardedLater(policy(known)))
                .onFailure(CloudFrontSignerException.class).transform(this::named);
    }

    private Policy policy(User known) {
        Policy.Builder builder = GrantResource.of(terms, values).policy(known).expiresAt(expiry(known));
        return viewerIp == null ? builder.build() : builder.ipAddress(viewerIp).build();
    }

    /**
     * Signs URLs with the one signature of the grant.
     */
    public UnaryOperator<String> urls(DefaultSignedPolicy signed) {
        return terms.method().staticPlaylist() ? signed::playlistUrl : signed::url;
    }

    public String signUrl(String url, Instant expiresAt) {
        checkOwnPolicy();
        return signer.signUrl(url, expiresAt, viewerIp);
    }

    public Uni<String> signUrlLater(String url, Instant expiresAt) {
        return Uni.createFrom().deferred(() -> {
            checkOwnPolicy();
            return signer.signUrlLater(url, expiresAt, viewerIp);
        }).onFailure(CloudFrontSignerException.class).transform(this::named);
    }

    /**
     * Whether a field has a resource, only the method says that returns it.
     */
    private void checkOwnPolicy() {
        if (terms.method().staticPlaylist()) {
            throw new CloudFrontSignerException(Reason.NOT_CONFIGURED,
                    "staticPlaylist needs a policy that covers the files that the playlist refers to, but there is no resource; "
                            + "give this @SignedResource or that of the method one that ends in *, such as /videos/{id}/*");
        }
    }

    private Throwable named(Throwable failure) {
        return terms.named((CloudFrontSignerException) failure);
    }

    /**
     * Prefixes the message of a failure with the method's name.
     */
    public <T extends @Nullable Object> T named(Supplier<T> work) {
        try {
            return work.get();
        } catch (CloudFrontSignerException e) {
            throw terms.named(e);
        }
    }
}
