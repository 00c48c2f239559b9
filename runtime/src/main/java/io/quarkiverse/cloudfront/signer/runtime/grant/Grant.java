package io.quarkiverse.cloudfront.signer.runtime.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;

/**
 * One grant, such as the grant of a call to a signed method: for whom, for which resource, and until when. The delivery decides
 * how it reaches the viewer.
 */
public final class Grant {

    private static final Logger LOG = Logger.getLogger(Grant.class);

    private static final Later<User> UNKNOWN = Later.known(User.UNKNOWN);

    private final GrantTerms terms;
    private final Map<String, String> values;
    private final @Nullable Later<User> caller;
    private final @Nullable String viewerIp;
    /** Created when it is first needed, possibly by several threads, which create equal ones. */
    private volatile @Nullable Entitlement made;

    /**
     * @param values the values of the placeholders that do not concern the user
     * @param caller null in an application without security
     * @param viewerIp null if any viewer may use the grant
     */
    public Grant(GrantTerms terms, Map<String, String> values, @Nullable Later<User> caller, @Nullable String viewerIp) {
        this.terms = terms;
        this.values = values;
        this.caller = caller;
        this.viewerIp = viewerIp;
    }

    /**
     * The grant of the same call with other terms.
     *
     * @param ownViewerIp the address to use if this grant is not bound to one
     */
    public Grant with(GrantTerms other, @Nullable String ownViewerIp) {
        return new Grant(other, values, caller, viewerIp == null ? ownViewerIp : viewerIp);
    }

    /**
     * The grant of the fields in the same call.
     */
    public Grant ofFields() {
        GrantTerms fields = terms.ofFields();
        return fields == terms ? this : with(fields, null);
    }

    public ConfiguredSigner signer() {
        return terms.signer();
    }

    /**
     * The source of the grant, for messages.
     */
    public String description() {
        return terms.description();
    }

    /**
     * Whether one policy covers all URLs of the call, instead of one policy for each URL.
     */
    public boolean hasResource() {
        return terms.template() != null;
    }

    /**
     * The part of this grant that the caller may have now. If the user is denied access, the failure does not name the method.
     */
    public Later<Entitlement> entitled() {
        Entitlement known = made;
        return known == null ? user().map(this::entitlement) : Later.known(known).map(this::unexpired);
    }

    /**
     * Signs the policy of a grant with a resource.
     */
    public Later<DefaultSignedPolicy> sign() {
        return entitled().flatMap(Entitlement::sign);
    }

    Later<User> user() {
        return caller == null || !terms.dependsOnUser() ? UNKNOWN : caller.map(this::checked);
    }

    Entitlement entitlement(User user) {
        Entitlement first = Entitlement.of(this, terms, user, values, viewerIp);
        made = first;
        return first;
    }

    private Entitlement unexpired(Entitlement entitlement) {
        requireUnexpired(entitlement.notAfter());
        return entitlement;
    }

    /**
     * Fails the request if the caller has not logged in.
     */
    public void requireUser() {
        if (caller == null || caller.await().anonymous()) {
            throw unauthorized("Signed URLs are for users who have logged in");
        }
    }

    /**
     * The failure of a caller who has not logged in. Only applications with security require a login.
     */
    private RuntimeException unauthorized(String reason) {
        return Objects.requireNonNull(terms.users()).unauthorized(reason);
    }

    /**
     * Checks whether the user may have the resource, before the work for it begins.
     *
     * @return null if this does not depend on the user; otherwise, any value, or the failure of the request
     */
    public @Nullable Later<?> allowed() {
        return caller == null || !terms.namesUser() ? null : named(entitled());
    }

    private User checked(User known) {
        if (terms.delivery() == Delivery.COOKIES && known.anonymous()) {
            throw unauthorized("Signed cookies are for users who have logged in");
        }
        if (terms.signer().settings().boundToToken() && known.unboundable() != null) {
            throw new CloudFrontSignerException(Reason.USER_UNKNOWN, known.unboundable());
        }
        requireUnexpired(terms.notLaterThan(known));
        return known;
    }

    private void requireUnexpired(Instant tokenExpiry) {
        if (!tokenExpiry.isAfter(terms.signer().expiry().now())) {
            throw unauthorized("The user's token expired at " + tokenExpiry
                    + ". Quarkus still accepts it because of quarkus.oidc.token.lifespan-grace or mp.jwt.verify.clock.skew, "
                    + "but a grant must not outlive it");
        }
    }

    /**
     * The expiry of a grant that is signed now.
     *
     * @param token the expiry of the user's token
     */
    Instant expiry(Instant token) {
        Instant expiry = terms.signer().expiry().expiresAt(terms.lasting());
        if (!token.isBefore(expiry)) {
            return expiry;
        }
        LOG.debugf("%s: the grant expires with the user's token at %s instead of %s", description(), token, expiry);
        return token;
    }

    /**
     * Like {@link #expiry(Instant)} if the user is already known. Otherwise, the expiry does not depend on the token.
     */
    public Instant earliestExpiry() {
        Later<User> known = user().ifKnown();
        return expiry(terms.notLaterThan(known != null && known.isValue() ? known.await() : User.UNKNOWN));
    }

    /**
     * Limits the caching of a response with URLs of this grant.
     *
     * @param viewer null outside of an HTTP request
     */
    public void limitCaching(@Nullable Viewer viewer, Instant expiry) {
        if (viewer != null) {
            viewer.limitCaching(expiry, terms.description());
            if (terms.signer().isRevocable()) {
                viewer.urlsCanBeRevoked();
            }
        }
    }

    /**
     * A signer of values that uses the grant's one signature.
     */
    public ValueSigner values(DefaultSignedPolicy signed) {
        return switch (terms.content()) {
            case URL -> signed::url;
            case STATIC_PLAYLIST -> signed::playlistUrl;
            case DIRECTORY -> signed::directoryUrl;
            case TEXT -> new ValueSigner.OfTexts(signed::url, signed::text);
            case MARKUP -> new ValueSigner.OfTexts(signed::url, signed::markup);
        };
    }

    /**
     * Prefixes the message of a failure with the description.
     */
    public <T extends @Nullable Object> Later<T> named(Later<T> work) {
        return work.onFailure(failure -> failure instanceof CloudFrontSignerException,
                failure -> Later.failed(terms.named((CloudFrontSignerException) failure)));
    }

    /**
     * Like {@link #named(Later)}, but for work that is done immediately.
     */
    public <T extends @Nullable Object> T named(Supplier<T> work) {
        try {
            return work.get();
        } catch (CloudFrontSignerException e) {
            throw terms.named(e);
        }
    }
}
