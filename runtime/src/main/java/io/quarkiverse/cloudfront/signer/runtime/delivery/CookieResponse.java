package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.time.Instant;
import java.util.Locale;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;

/**
 * The signed cookies of one call, and the response on which they are set.
 *
 * @param cookies the cookies of the policy
 */
public record CookieResponse(Grant grant, Viewer viewer, DefaultSignedPolicy signed, SignedCookies cookies, User user) {

    private static final Logger LOG = Logger.getLogger(CookieDelivery.class);

    /**
     * Signs the cookies when the user is known, without setting them.
     */
    public static Later<CookieResponse> sign(Grant grant, Viewer viewer) {
        return grant.entitled().flatMap(entitled -> entitled.sign()
                .map(signed -> new CookieResponse(grant, viewer, signed, signed.cookies(), entitled.user())));
    }

    /**
     * Sets the cookies, or aborts a response that has begun without them.
     */
    public void set() {
        prepare();
        viewer.grants().grant(cookies, signed.expiresAt(), user.cookieOwner().get());
    }

    /**
     * Sets the cookies for a user who has not asked for them, unless the response ends grants.
     */
    public void renew() {
        prepare();
        viewer.grants().renew(cookies, signed.expiresAt(), user.cookieOwner().get());
    }

    private void prepare() {
        if (viewer.hasHeaders()) {
            viewer.breakOff();
            throw new CloudFrontSignerException(Reason.COOKIES_NOT_SETTABLE,
                    "signed cookies cannot be set, because the headers of the response have already "
                            + "been sent. Annotate a method that returns server-sent events with @Blocking");
        }
        LOG.debugf("%s: sets signed cookies for the path %s", grant.description(), cookies.cookies().get(0).path());
    }

    /**
     * Whether the cookies give access to a path with its query. Also false if the path must not be signed.
     */
    public boolean covers(String path) {
        try {
            return signed.covers(path);
        } catch (CloudFrontSignerException e) {
            return false;
        }
    }

    public Instant expiresAt() {
        return signed.expiresAt();
    }

    /**
     * Whether the viewer holds unexpired cookies for the same domain and path.
     */
    public boolean isHeld() {
        return viewer.grants().heldExpiry(cookies).filter(grant.signer().expiry().now()::isBefore).isPresent();
    }

    /**
     * Whether browsers keep the cookies of a response from this host. Browsers drop cookies for a domain that the host does not
     * belong to, but keep their receipt, which is for the host.
     */
    public boolean areKeptFrom(String host) {
        return cookies.cookies().get(0).domain()
                .map(domain -> ("." + host).toLowerCase(Locale.ROOT).endsWith("." + domain.toLowerCase(Locale.ROOT)))
                .orElse(true);
    }

    /**
     * Whether these cookies expire later than the cookies that the viewer holds. If grants expire with the user's token, this
     * is only the case after the token has been refreshed.
     */
    public boolean outlastHeld() {
        return viewer.grants().heldExpiry(cookies).filter(signed.expiresAt()::isAfter).isPresent();
    }

    void withdraw() {
        viewer.grants().withdraw(cookies);
    }
}
