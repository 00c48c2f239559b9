package io.quarkiverse.cloudfront.cli.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cache behavior of a distribution.
 *
 * @param at where it is in the configuration
 * @param pattern begins with /, which CloudFront assumes if it is missing
 * @param keyGroups empty if signatures of key groups are not required
 * @param trustedSigners the accounts whose CloudFront key pairs are accepted, the predecessor of key groups
 * @param functions ARNs of CloudFront Functions by event
 * @param lambdas ARNs of Lambda@Edge by event
 * @param originRequestPolicy the policy that adds parts of a request for the origin only
 * @param origins all origins that may answer
 */
record Behavior(String at, String pattern, List<String> keyGroups, List<String> trustedSigners, String protocol,
        List<String> methods, Map<String, String> functions, Map<String, String> lambdas, Forwarded forwarded,
        Optional<String> originRequestPolicy, List<Origin> origins) {

    static final String VIEWER_REQUEST = "viewer-request";

    /**
     * The parts of a request that make different copies in the cache.
     *
     * @param policy the cache policy whose content is not known
     * @param queryStrings the names; empty if all or none of them
     * @param cached whether responses are cached at all
     */
    record Forwarded(Optional<String> policy, boolean allQueryStrings, List<String> queryStrings, boolean allCookies,
            List<String> cookies, boolean cached) {

        boolean hasQueryStrings(List<String> needed) {
            return allQueryStrings || queryStrings.containsAll(needed);
        }
    }

    boolean isDefault() {
        return at.endsWith("DefaultCacheBehavior");
    }

    boolean isRestricted() {
        return !keyGroups.isEmpty() || !trustedSigners.isEmpty();
    }

    boolean hasStorage() {
        return origins.stream().anyMatch(Origin::isStorage);
    }

    /** The name in messages. */
    String description() {
        return isDefault() ? "the default cache behavior" : "the cache behavior " + pattern;
    }
}
