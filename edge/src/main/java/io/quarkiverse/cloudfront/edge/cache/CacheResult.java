package io.quarkiverse.cloudfront.edge.cache;

/**
 * Where a response came from, for the {@code X-Cache} header.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html">Standard logging
 *      reference, x-edge-result-type</a>
 */
public enum CacheResult {

    /** From the cache. */
    HIT("Hit from cloudfront"),
    /** From the cache, after the origin has confirmed that the expired copy is still valid. */
    REFRESH_HIT("RefreshHit from cloudfront"),
    /** From the origin. */
    MISS("Miss from cloudfront"),
    /** An error of the edge or the origin. */
    ERROR("Error from cloudfront"),
    /** From the edge itself: the response to a CORS preflight, or a response of the function. */
    GENERATED("FunctionGeneratedResponse from cloudfront");

    public static final String HEADER = "X-Cache";

    private final String header;

    CacheResult(String header) {
        this.header = header;
    }

    /** The value of the {@code X-Cache} header. */
    public String header() {
        return header;
    }
}
