package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;

/**
 * Evicts a signature when its policy expires, however often it was requested. This is not part of {@link SignatureCache}, so
 * that Caffeine is only loaded for the first signature, and not at start-up.
 */
record PolicyExpiry<T>() implements Expiry<CacheKey, T> {

    /**
     * Creates a cache that does not need its own threads, because callers do the maintenance.
     *
     * @param evictions counts the signatures that were evicted because the cache was full
     */
    static <T> Cache<CacheKey, T> cache(long maxSize, InstantSource clock, LongAdder evictions) {
        return Caffeine.newBuilder().maximumSize(maxSize).expireAfter(new PolicyExpiry<T>())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .<CacheKey, T> evictionListener((terms, signature, cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        evictions.increment();
                    }
                })
                .build();
    }

    @Override
    public long expireAfterCreate(CacheKey terms, T signature, long now) {
        return Math.max(0, TimeUnit.SECONDS.toNanos(terms.expiry()) - now);
    }

    @Override
    public long expireAfterUpdate(CacheKey terms, T signature, long now, long left) {
        return left;
    }

    @Override
    public long expireAfterRead(CacheKey terms, T signature, long now, long left) {
        return left;
    }
}
