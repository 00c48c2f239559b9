package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import io.quarkiverse.cloudfront.signer.runtime.key.rotation.ActiveKey;

/**
 * The cached signatures of one signer. They belong to the key that made them, and are discarded with it. Another key starts
 * with an empty cache.
 */
final class SignatureCache<T> {

    private final long maxSize;
    private final InstantSource clock;
    private final AtomicReference<KeySignatureCache<T>> current = new AtomicReference<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    /**
     * @param maxSize 0 to disable the cache
     */
    SignatureCache(long maxSize, InstantSource clock) {
        this.maxSize = maxSize;
        this.clock = clock;
    }

    /**
     * The cached signatures of a key. A caller that briefly still uses the previous key costs a few signatures, but never gets
     * a wrong one.
     */
    KeySignatureCache<T> of(ActiveKey key) {
        KeySignatureCache<T> cached = current.get();
        while (cached == null || cached.key() != key) {
            KeySignatureCache<T> begun = new KeySignatureCache<>(key,
                    maxSize == 0 ? null : PolicyExpiry.cache(maxSize, clock, evictions));
            cached = current.compareAndSet(cached, begun) ? begun : current.get();
        }
        return cached;
    }

    void hit() {
        hits.increment();
    }

    void missed() {
        misses.increment();
    }

    SignatureCacheStatus status() {
        KeySignatureCache<T> cached = current.get();
        return new SignatureCacheStatus(maxSize, cached == null ? 0 : cached.size(), hits.sum(), misses.sum(), evictions.sum());
    }
}
