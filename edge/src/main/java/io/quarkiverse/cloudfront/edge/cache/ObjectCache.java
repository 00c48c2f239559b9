package io.quarkiverse.cloudfront.edge.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an edge keeps of its origin, by target without CloudFront's parameters. Bounded in entries and bytes; the oldest entries
 * go first. Used on the edge's event loop only.
 * <p>
 * The cache of vertx-http-proxy cannot do this. Its filter (4.5.27) keys objects by the viewer's whole URL, signature included,
 * answers a stored 206, 304 or 404 with status 200, and knows neither {@code Range} nor {@code If-None-Match}.
 */
public final class ObjectCache {

    /** Larger objects are passed through, so that a video does not fill the memory. */
    public static final int MAX_OBJECT_BYTES = 8 * 1024 * 1024;

    private static final int MAX_ENTRIES = 1_000;
    private static final long MAX_TOTAL_BYTES = 64L * 1024 * 1024;

    private final Map<String, CachedObject> objects = new LinkedHashMap<>();
    private long totalBytes;

    public Optional<CachedObject> get(String target) {
        return Optional.ofNullable(objects.get(target));
    }

    public void put(String target, CachedObject object) {
        remove(target);
        objects.put(target, object);
        totalBytes += object.body().length();
        Iterator<CachedObject> oldest = objects.values().iterator();
        while (objects.size() > MAX_ENTRIES || totalBytes > MAX_TOTAL_BYTES) {
            totalBytes -= oldest.next().body().length();
            oldest.remove();
        }
    }

    public void remove(String target) {
        CachedObject removed = objects.remove(target);
        if (removed != null) {
            totalBytes -= removed.body().length();
        }
    }
}
