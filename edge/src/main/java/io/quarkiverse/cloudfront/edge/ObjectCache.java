package io.quarkiverse.cloudfront.edge;

import java.util.Iterator;
import java.util.Optional;

import io.vertx.httpproxy.cache.CacheOptions;
import io.vertx.httpproxy.spi.cache.Cache;

/**
 * What an edge keeps of its origin, by target without CloudFront's parameters. Bounded in entries and bytes; the oldest entries
 * go first. Used on the edge's event loop only.
 * <p>
 * The store is that of vertx-http-proxy, but not its rules: its own filter (4.5.27) keys objects by the viewer's whole URL,
 * signature included, answers a stored 206, 304 or 404 with status 200, and knows neither {@code Range} nor
 * {@code If-None-Match}.
 */
final class ObjectCache {

    /** Larger objects are passed through, so that a video does not fill the memory. */
    static final int MAX_OBJECT_BYTES = 8 * 1024 * 1024;

    private static final int MAX_ENTRIES = 1_000;
    private static final long MAX_TOTAL_BYTES = 64L * 1024 * 1024;

    private final Cache<String, CachedObject> objects = new CacheOptions().setMaxSize(MAX_ENTRIES).newCache();

    Optional<CachedObject> get(String target) {
        return Optional.ofNullable(objects.get(target));
    }

    void put(String target, CachedObject object) {
        objects.remove(target);
        long excess = object.body().length() - MAX_TOTAL_BYTES;
        for (CachedObject other : objects.values()) {
            excess += other.body().length();
        }
        for (Iterator<CachedObject> oldest = objects.values().iterator(); excess > 0 && oldest.hasNext(); oldest.remove()) {
            excess -= oldest.next().body().length();
        }
        objects.put(target, object);
    }

    void remove(String target) {
        objects.remove(target);
    }
}
