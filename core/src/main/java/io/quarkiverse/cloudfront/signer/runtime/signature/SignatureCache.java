package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import com.github.benmanes.caffeine.cache.Cache;

import io.quarkiverse.cloudfront.signer.runtime.key.rotation.ActiveKey;

/**
 * The cached signatures of one signer, and its signatures in progress, which callers share (single flight). No lock is held
 * while a key signs. The signatures of a key are discarded when another key becomes active. A caller that briefly still uses
 * the previous key causes a few additional signatures, but never gets a wrong signature.
 * <p>
 * A signature is added to the cache before it is removed from the signatures in progress, and a caller that begins a signature
 * checks the cache again. A signature can therefore always be found in one of the two, and is not made twice. The cache is
 * created with the first signature, because loading Caffeine would delay start-up.
 */
final class SignatureCache<T> {

    private final long maxSize;
    private final InstantSource clock;
    private final ConcurrentMap<CacheKey, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();
    private volatile @Nullable Cache<CacheKey, T> made;
    private volatile @Nullable ActiveKey current;

    /**
     * @param maxSize the maximum number of cached signatures; 0 disables the cache
     */
    SignatureCache(long maxSize, InstantSource clock) {
        this.maxSize = maxSize;
        this.clock = clock;
    }

    boolean isOff() {
        return maxSize == 0;
    }

    /**
     * @return the cached signature; null if it must be made, or if it is in progress
     */
    @Nullable
    T find(CacheKey cacheKey) {
        Cache<CacheKey, T> signatures = made;
        if (current != cacheKey.key()) {
            current = cacheKey.key();
            if (signatures != null) {
                signatures.invalidateAll();
            }
        }
        return signatures == null ? null : signatures.getIfPresent(cacheKey);
    }

    /**
     * Begins a signature unless another caller already has.
     *
     * @param mine the future that the caller completes with {@link #keep} or {@link #fail} if this caller is the first
     * @return null if the caller is the first; otherwise the signature that another caller is making, or has just made
     */
    @Nullable
    CompletableFuture<T> begin(CacheKey cacheKey, CompletableFuture<T> mine) {
        CompletableFuture<T> begun = underWay.putIfAbsent(cacheKey, mine);
        if (begun != null) {
            return begun;
        }
        T meanwhile = find(cacheKey);
        if (meanwhile == null) {
            return null;
        }
        keep(cacheKey, mine, meanwhile);
        return mine;
    }

    void keep(CacheKey cacheKey, CompletableFuture<T> mine, T signature) {
        if (!isOff()) {
            signatures().put(cacheKey, signature);
        }
        underWay.remove(cacheKey, mine);
        mine.complete(signature);
    }

    private Cache<CacheKey, T> signatures() {
        Cache<CacheKey, T> signatures = made;
        return signatures == null ? create() : signatures;
    }

    private synchronized Cache<CacheKey, T> create() {
        Cache<CacheKey, T> signatures = made;
        if (signatures == null) {
            signatures = PolicyExpiry.cache(maxSize, clock, evictions);
            made = signatures;
        }
        return signatures;
    }

    /**
     * Completes a future with a failure. Failures are not cached, so the next caller tries again.
     */
    void fail(CacheKey cacheKey, CompletableFuture<T> mine, Throwable failure) {
        underWay.remove(cacheKey, mine);
        mine.completeExceptionally(failure);
    }

    void hit() {
        hits.increment();
    }

    void missed() {
        misses.increment();
    }

    SignatureCacheStatus status() {
        Cache<CacheKey, T> signatures = made;
        if (signatures != null) {
            signatures.cleanUp();
        }
        return new SignatureCacheStatus(maxSize, signatures == null ? 0 : signatures.estimatedSize(), hits.sum(), misses.sum(),
                evictions.sum());
    }
}
