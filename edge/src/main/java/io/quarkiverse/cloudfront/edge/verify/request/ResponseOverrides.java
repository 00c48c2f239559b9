package io.quarkiverse.cloudfront.edge.verify.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The query parameters with which S3 overrides headers of its response. CloudFront drops these parameters unless it is
 * configured to forward them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject: overriding response headers</a>
 */
public final class ResponseOverrides {

    /** The header that each parameter overrides. */
    public static final Map<String, String> HEADERS = Map.of(
            "response-content-type", "Content-Type",
            "response-content-language", "Content-Language",
            "response-content-disposition", "Content-Disposition",
            "response-content-encoding", "Content-Encoding",
            "response-cache-control", "Cache-Control",
            "response-expires", "Expires");

    private ResponseOverrides() {
    }

    /**
     * How the distribution must be configured so that the overrides in a request reach S3; empty if there are none.
     */
    public static Optional<String> requirement(String target) {
        List<String> used = RawTarget.parse(target).parameters().stream().map(RawTarget::nameOf)
                .filter(HEADERS::containsKey).distinct().toList();
        if (used.isEmpty()) {
            return Optional.empty();
        }
        String them = used.size() == 1 ? "it" : "them";
        return Optional.of("CloudFront passes " + String.join(" and ", used) + " on to S3 only if the cache policy of the path "
                + "forwards " + them + ". CachingOptimized does not: use a cache policy that has " + them
                + " in its query strings.");
    }
}
