package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import io.quarkiverse.cloudfront.signer.runtime.key.rotation.ActiveKey;

/**
 * The signatures that one signer keeps. They belong to the key that made them, and leave the memory with it: another key begins
 * with nothing.
 */
final class SignatureCache<T> {

    private final long maxSize;
    private final InstantSource clock;
    private final AtomicReference<KeySignatureCache<T>> current = new AtomicReference<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    /**
     * @param maxSize 0 to keep nothing
     */
    SignatureCache(long maxSize, InstantSource clock) {
        this.maxSize = maxSize;
        this.clock = clock;
    }

    /**
     * What is kept of a key. A caller who still has the key before for a moment costs a few signatures, and gets no wrong one.
     */
    KeySignatureCache<T> of(ActiveKey key) {
        KeySignatureCache<T> kept = current.get();
        while (kept == null || kept.key() != key) {
            KeySignatureCache<T> begun = new KeySignatureCache<>(key,
                    maxSize == 0 ? null : PolicyExpiry.cache(maxSize, clock, evictions));
            kept = current.compareAndSet(kept, begun) ? begun : current.get();
        }
        return kept;
    }

    void hit() {
        hits.increment();
    }

    void missed() {
        misses.increment();
    }

    SignatureCacheStatus status() {
        KeySignatureCache<T> kept = current.get();
        return new SignatureCacheStatus(maxSize, kept == null ? 0 : kept.size(), hits.sum(), misses.sum(), evictions.sum());
    }
}
