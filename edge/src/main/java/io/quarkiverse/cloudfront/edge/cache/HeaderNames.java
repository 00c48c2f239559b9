package io.quarkiverse.cloudfront.edge.cache;

/** Names of headers for which Vert.x does not have constants. */
public final class HeaderNames {

    public static final String IF_RANGE = "If-Range";
    public static final String RANGE = "Range";
    public static final String VIA = "Via";
    public static final String X_CACHE = "X-Cache";

    private HeaderNames() {
    }
}
