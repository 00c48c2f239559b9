package io.quarkiverse.cloudfront.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.cache.ObjectCache.CachedObject;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

class ObjectCacheTest {

    private final ObjectCache cache = new ObjectCache();

    @Test
    void cache_holdsAtMostAThousandObjects() {
        for (int i = 0; i < 1_100; i++) {
            cache.put("/" + i, object(1));
        }

        assertThat(cache.get("/99")).isEmpty();
        assertThat(cache.get("/100")).isPresent();
        assertThat(cache.get("/1099")).isPresent();
    }

    @Test
    void cache_holdsAtMost64Megabytes() {
        for (int i = 0; i < 9; i++) {
            cache.put("/" + i, object(ObjectCache.MAX_OBJECT_BYTES));
        }

        assertThat(cache.get("/0")).isEmpty();
        assertThat(cache.get("/1")).isPresent();
        cache.put("/1", object(ObjectCache.MAX_OBJECT_BYTES));
        assertThat(cache.get("/2")).isPresent();
        cache.put("/small", object(1));
        assertThat(cache.get("/2")).isEmpty();
        assertThat(cache.get("/1")).isPresent();
    }

    @Test
    void removedObject_isGone() {
        cache.put("/a", object(1));
        cache.remove("/a");
        cache.remove("/b");

        assertThat(cache.get("/a")).isEmpty();
    }

    private static CachedObject object(int size) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        return new CachedObject(headers, Buffer.buffer(new byte[size]), Validators.of(headers), Instant.EPOCH, Instant.MAX);
    }
}
