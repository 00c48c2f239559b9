package io.quarkiverse.cloudfront.edge.cache;

import java.util.Optional;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.policy.Glob;

/**
 * How a distribution treats the paths that match a pattern.
 *
 * @param pathPattern the case-sensitive path pattern: {@code *} for any number of characters, {@code ?} for exactly one. The
 *        leading slash is optional, and the query string is ignored
 * @param trusted the key group whose signatures are required; empty for content that is open to everyone
 * @param application whether requests go to the application, which may answer every method, and whose responses are not cached
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html">Cache behavior
 *      settings</a>
 */
public record CacheBehavior(String pathPattern, Optional<KeyGroup> trusted, boolean application) {

    /** A behavior that serves only requests that are signed with a key in the group. */
    public static CacheBehavior restricted(String pathPattern, KeyGroup trusted) {
        return new CacheBehavior(pathPattern, Optional.of(trusted), false);
    }

    /** A behavior that serves everyone. */
    public static CacheBehavior open(String pathPattern) {
        return new CacheBehavior(pathPattern, Optional.empty(), false);
    }

    /** A behavior that forwards all requests to the application behind the distribution. */
    public static CacheBehavior application(String pathPattern) {
        return new CacheBehavior(pathPattern, Optional.empty(), true);
    }

    public boolean matches(String path) {
        String pattern = pathPattern.startsWith("/") || pathPattern.startsWith("*") ? pathPattern : "/" + pathPattern;
        return Glob.parse(pattern).matches(path);
    }
}
