package io.quarkiverse.cloudfront.edge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.quarkiverse.cloudfront.edge.cache.HeaderNames;
import io.vertx.core.MultiMap;

/** Which of an origin's headers reach the viewer. */
final class ViewerHeaders {

    /**
     * Those of the connection; those the edge sets itself; and cookies, which CloudFront removes where it forwards none, as a
     * cached one would go to everybody.
     */
    private static final List<String> DROPPED = List.of("Connection", "Keep-Alive", "Proxy-Authenticate", "Trailer",
            "Transfer-Encoding", "Upgrade", "Set-Cookie", "Age", HeaderNames.X_CACHE);

    /** To these both sides contribute. */
    private static final Set<String> SHARED = Set.of("via", "vary");

    private ViewerHeaders() {
    }

    /** Removes what must not reach a viewer. */
    static void clean(MultiMap headers) {
        DROPPED.forEach(headers::remove);
    }

    /** Adds an origin's headers to an answer, where the edge has not set the same ones. */
    static void addTo(MultiMap answer, MultiMap origin) {
        Set<String> taken = taken(answer);
        for (Map.Entry<String, String> header : origin) {
            if (!taken.contains(header.getKey())) {
                answer.add(header.getKey(), header.getValue());
            }
        }
    }

    /** Removes from an origin's headers those the edge has set in the answer. */
    static void removeTaken(MultiMap answer, MultiMap origin) {
        taken(answer).forEach(origin::remove);
    }

    private static Set<String> taken(MultiMap answer) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(answer.names());
        SHARED.forEach(names::remove);
        return names;
    }
}
