package io.quarkiverse.cloudfront.signer.runtime.mark;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * Makes the marks of one user. Each mark fits only one grant, because its MAC also covers the grant. The grant is the text of a
 * custom policy, or the path of a canned policy's URL.
 *
 * @param begin the pseudonym, start, and login with which all marks of the user begin
 */
public record Marker(MarkSecret secret, String begin) {

    /** The wildcards that stand for the MAC in a policy, because the MAC is computed from the policy's text. */
    private static final String ANY_MAC = "?".repeat(MarkSecret.MAC_LENGTH);

    /**
     * @param grant the text of a custom policy, as in the {@code Policy} parameter, or the path of a canned policy's URL
     */
    public String mark(String grant) {
        return begin + "." + secret.mac(begin, grant);
    }

    /**
     * Adds the mark of a URL's canned policy to the URL.
     */
    public String url(String url) {
        return withMark(url, mark(path(url)));
    }

    /**
     * The mark of a policy.
     *
     * @param text the text of a custom policy, as in the {@code Policy} parameter; not used for a canned policy
     */
    public String mark(Policy policy, String text) {
        return mark(policy.canned() ? path(policy.resource()) : text);
    }

    /**
     * The policy to sign for URLs or cookies with the user's mark. If it is for cookies, or if its resource ends in {@code *},
     * it is the same for all users, who can therefore share a signature.
     */
    public Policy policy(Policy policy, Delivery delivery) {
        if (delivery == Delivery.COOKIES) {
            // CloudFront's function does not know the text of a canned policy
            return policy.canned() ? custom(policy, policy.resource()) : policy;
        } else if (policy.canned()) {
            return Policy.canned(url(policy.resource()), policy.expiresAt());
        }
        // a ? in the resource is a wildcard, which also matches the & of a URL that has a query
        return policy.resource().endsWith("*") ? policy : custom(policy, policy.resource() + "?" + ofUrls());
    }

    /**
     * Whether a policy is for URLs only. The resource of such a policy contains the mark.
     */
    public boolean isForUrls(Policy signed) {
        return signed.canned() || signed.resource().endsWith("?" + ofUrls());
    }

    private String ofUrls() {
        return ReservedParameters.MARK + "=" + begin + "." + ANY_MAC;
    }

    private static Policy custom(Policy policy, String resource) {
        return new Policy(resource, policy.expiresAt(), policy.notBefore(), policy.ipAddress(), false);
    }

    private static String withMark(String url, String mark) {
        return url + (url.indexOf('?') < 0 ? "?" : "&") + ReservedParameters.MARK + "=" + mark;
    }

    private static String path(String url) {
        int from = url.indexOf('/', url.indexOf("://") + 3);
        int query = url.indexOf('?', from);
        return url.substring(from, query < 0 ? url.length() : query);
    }
}
