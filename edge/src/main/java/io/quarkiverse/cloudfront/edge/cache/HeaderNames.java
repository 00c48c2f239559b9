package io.quarkiverse.cloudfront.edge.cache;

/** Names of headers that Vert.x has no constants for. */
public final class HeaderNames {

    public static final String IF_RANGE = "If-Range";
    public static final String RANGE = "Range";
    public static final String VIA = "Via";
    public static final String X_CACHE = "X-Cache";

    private HeaderNames() {
    }
}
