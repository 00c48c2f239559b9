package io.quarkiverse.cloudfront.edge.cache;

import java.time.Duration;
import java.time.Instant;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * A whole object as the origin sent it with status 200.
 *
 * @param headers the headers that viewers get
 * @param body its bytes
 * @param validators identify its version
 * @param storedAt when it was received or last confirmed
 * @param freshUntil when it must be confirmed
 */
public record CachedObject(MultiMap headers, Buffer body, Validators validators, Instant storedAt, Instant freshUntil) {

    public boolean isFresh(Instant now) {
        return now.isBefore(freshUntil);
    }

    public Duration age(Instant now) {
        return Duration.between(storedAt, now);
    }

    /** The same object, confirmed by its origin. */
    public CachedObject confirmed(Instant now, Duration lifetime) {
        return new CachedObject(headers, body, validators, now, now.plus(lifetime));
    }
}
