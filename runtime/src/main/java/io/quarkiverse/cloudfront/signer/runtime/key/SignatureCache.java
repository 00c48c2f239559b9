package io.quarkiverse.cloudfront.signer.runtime.key;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * The signatures that one signer keeps. They belong to the key that made them, and leave the memory with it: another key begins
 * with nothing.
 */
final class SignatureCache<T> {

    private final long maxSize;
    private final InstantSource clock;
    private final AtomicReference<KeptSignatures<T>> current = new AtomicReference<>();
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
    KeptSignatures<T> of(SigningKey key) {
        KeptSignatures<T> kept = current.get();
        while (kept == null || kept.key() != key) {
            KeptSignatures<T> begun = new KeptSignatures<>(key,
                    maxSize == 0 ? null : UntilPolicyEnds.cache(maxSize, clock, evictions));
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
        KeptSignatures<T> kept = current.get();
        return new SignatureCacheStatus(maxSize, kept == null ? 0 : kept.size(), hits.sum(), misses.sum(), evictions.sum());
    }
}
