package io.quarkiverse.cloudfront.edge.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The cache of an edge, by target without CloudFront's parameters. Limited in entries and bytes; the oldest entries are evicted
 * first. Only used on the edge's event loop.
 * <p>
 * The cache of vertx-http-proxy is not suitable. Its filter (4.5.27) uses the viewer's complete URL, including the signature,
 * as the key, answers a stored 206, 304 or 404 with status 200, and supports neither {@code Range} nor {@code If-None-Match}.
 */
public final class ObjectCache {

    /** Larger objects are not cached, so that a video does not fill the memory. */
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
