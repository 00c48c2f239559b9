package io.quarkiverse.cloudfront.cli.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cache behavior of a distribution.
 *
 * @param at the place of the behavior in the configuration
 * @param pattern the path pattern, which begins with /. CloudFront assumes the slash if it is missing
 * @param keyGroups the trusted key groups; empty if their signatures are not required
 * @param trustedSigners the accounts whose CloudFront key pairs, the predecessor of key groups, are accepted
 * @param functions the ARNs of CloudFront Functions by event
 * @param lambdas the ARNs of Lambda@Edge functions by event
 * @param originRequestPolicy the policy that forwards further parts of a request to the origin, without caching different
 *        copies for them
 * @param origins all origins that may answer
 */
record Behavior(String at, String pattern, List<String> keyGroups, List<String> trustedSigners, String protocol,
        List<String> methods, Map<String, String> functions, Map<String, String> lambdas, Forwarded forwarded,
        Optional<String> originRequestPolicy, List<Origin> origins) {

    static final String VIEWER_REQUEST = "viewer-request";

    /**
     * The parts of a request that lead to different copies in the cache.
     *
     * @param policy the cache policy whose content is not known
     * @param queryStrings the names of the query strings; empty if all or none of them are included
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

    /** The name of the behavior in messages. */
    String description() {
        return isDefault() ? "the default cache behavior" : "the cache behavior " + pattern;
    }
}
