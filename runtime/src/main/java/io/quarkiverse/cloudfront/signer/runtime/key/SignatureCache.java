package io.quarkiverse.cloudfront.signer.runtime.key;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;

import io.quarkiverse.cloudfront.signer.Policy;

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
            KeptSignatures<T> begun = new KeptSignatures<>(key, maxSize == 0 ? null : made());
            kept = current.compareAndSet(kept, begun) ? begun : current.get();
        }
        return kept;
    }

    /**
     * Without threads of its own: callers do the little that there is to tidy up.
     */
    private Cache<Policy, T> made() {
        return Caffeine.newBuilder().maximumSize(maxSize).expireAfter(new PolicyEnd<T>())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .<Policy, T> evictionListener((policy, signature, cause) -> evicted(cause))
                .build();
    }

    private void evicted(RemovalCause cause) {
        if (cause == RemovalCause.SIZE) {
            evictions.increment();
        }
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

    /**
     * A signature is of use until its policy ends, however often it is asked for.
     */
    private record PolicyEnd<T>() implements Expiry<Policy, T> {

        @Override
        public long expireAfterCreate(Policy policy, T signature, long now) {
            return Math.max(0, TimeUnit.SECONDS.toNanos(policy.expiresAt().getEpochSecond()) - now);
        }

        @Override
        public long expireAfterUpdate(Policy policy, T signature, long now, long left) {
            return left;
        }

        @Override
        public long expireAfterRead(Policy policy, T signature, long now, long left) {
            return left;
        }
    }
}
