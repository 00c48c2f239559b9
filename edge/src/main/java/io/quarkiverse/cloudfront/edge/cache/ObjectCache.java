package io.quarkiverse.cloudfront.edge.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * The cache of an edge. Its keys are targets without CloudFront's parameters. The number of entries and bytes is limited, and
 * the oldest entries are evicted first. It is used only on the edge's event loop.
 * <p>
 * The cache of vertx-http-proxy is not suitable. The key of its filter (4.5.27) is the viewer's complete URL, including the
 * signature. The filter answers a stored 206, 304, or 404 with status 200, and supports neither {@code Range} nor
 * {@code If-None-Match}.
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

    /**
     * A whole object as the origin sent it with status 200.
     *
     * @param headers the headers that viewers get
     * @param body the bytes of the object
     * @param validators the validators, which identify its version
     * @param storedAt when the object was received or last confirmed
     * @param freshUntil when the object must be confirmed again
     */
    public record CachedObject(MultiMap headers, Buffer body, Validators validators, Instant storedAt, Instant freshUntil) {

        public boolean isFresh(Instant now) {
            return now.isBefore(freshUntil);
        }

        public Duration age(Instant now) {
            return Duration.between(storedAt, now);
        }

        /** This object after its origin has confirmed it. */
        public CachedObject confirmed(Instant now, Duration lifetime) {
            return new CachedObject(headers, body, validators, now, now.plus(lifetime));
        }
    }
}
