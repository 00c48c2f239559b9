package io.quarkiverse.cloudfront.edge.cache;

/**
 * Where an answer came from, as its {@code X-Cache} header tells.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html">Standard logging
 *      reference, x-edge-result-type</a>
 */
public enum CacheResult {

    /** From the cache. */
    HIT("Hit from cloudfront"),
    /** From the cache, after the origin said that its expired copy is still good. */
    REFRESH_HIT("RefreshHit from cloudfront"),
    /** From the origin. */
    MISS("Miss from cloudfront"),
    /** An error, whether the edge's or the origin's. */
    ERROR("Error from cloudfront"),
    /** Neither cache nor origin had a part in it: the answer to a CORS preflight. */
    GENERATED("FunctionGeneratedResponse from cloudfront");

    private final String header;

    CacheResult(String header) {
        this.header = header;
    }

    /** The value of the {@code X-Cache} header. */
    public String header() {
        return header;
    }
}
