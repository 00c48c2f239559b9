package io.quarkiverse.cloudfront.edge.origin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.quarkiverse.cloudfront.edge.cache.CacheResult;
import io.vertx.core.MultiMap;

/** Decides which of an origin's headers reach the viewer. */
public final class ViewerHeaders {

    private static final List<String> OF_CONNECTION = List.of("Connection", "Keep-Alive", "Proxy-Authenticate", "Trailer",
            "Transfer-Encoding", "Upgrade");
    /**
     * The headers that the edge sets itself, and cookies. CloudFront removes the origin's cookies if it does not forward any to
     * the origin, because all viewers would get a cached cookie.
     */
    private static final List<String> DROPPED = List.of("Set-Cookie", "Age", CacheResult.HEADER);

    /** Headers to which both the origin and the edge contribute. */
    private static final Set<String> SHARED = Set.of("via", "vary");

    private ViewerHeaders() {
    }

    /** Removes the headers that must not reach a viewer. */
    public static void clean(MultiMap headers) {
        removeOfConnection(headers);
        DROPPED.forEach(headers::remove);
    }

    /** Removes the headers that concern only the connection to the origin. */
    public static void removeOfConnection(MultiMap headers) {
        OF_CONNECTION.forEach(headers::remove);
    }

    /** Adds an origin's headers to a response, except for those that the edge has already set. */
    public static void addTo(MultiMap answer, MultiMap origin) {
        Set<String> taken = taken(answer);
        for (Map.Entry<String, String> header : origin) {
            if (!taken.contains(header.getKey())) {
                answer.add(header.getKey(), header.getValue());
            }
        }
    }

    /** Removes from an origin's response the headers that the edge has already set. */
    public static void removeTaken(MultiMap answer, MultiMap origin) {
        taken(answer).forEach(origin::remove);
    }

    private static Set<String> taken(MultiMap answer) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(answer.names());
        SHARED.forEach(names::remove);
        return names;
    }
}
