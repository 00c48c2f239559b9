package io.quarkiverse.cloudfront.edge;

/** Names of headers that Vert.x has no constants for. */
final class HeaderNames {

    static final String IF_RANGE = "If-Range";
    static final String RANGE = "Range";
    static final String VIA = "Via";
    static final String X_CACHE = "X-Cache";

    private HeaderNames() {
    }
}
