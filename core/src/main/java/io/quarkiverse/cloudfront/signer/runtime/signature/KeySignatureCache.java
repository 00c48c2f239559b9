package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

import com.github.benmanes.caffeine.cache.Cache;

import io.quarkiverse.cloudfront.signer.runtime.key.rotation.ActiveKey;

/**
 * Single flight: one key's cached signatures by policy, and those in progress. No lock is held while the key signs.
 */
final class KeySignatureCache<T> {

    private final ActiveKey key;
    private final @Nullable Cache<CacheKey, T> made;
    private final ConcurrentMap<CacheKey, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

    /**
     * @param made null if the cache is disabled
     */
    KeySignatureCache(ActiveKey key, @Nullable Cache<CacheKey, T> made) {
        this.key = key;
        this.made = made;
    }

    ActiveKey key() {
        return key;
    }

    boolean isOff() {
        return made == null;
    }

    /**
     * @return null if it must be made, or is in progress
     */
    @Nullable
    T find(CacheKey cacheKey) {
        return made == null ? null : made.getIfPresent(cacheKey);
    }

    /**
     * @param mine the future that the caller completes with {@link #keep} or {@link #fail}, if it is the first
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
        if (made != null) {
            made.put(cacheKey, signature);
        }
        underWay.remove(cacheKey, mine);
        mine.complete(signature);
    }

    /**
     * Failures are not cached, so the next caller tries again.
     */
    void fail(CacheKey cacheKey, CompletableFuture<T> mine, Throwable failure) {
        underWay.remove(cacheKey, mine);
        mine.completeExceptionally(failure);
    }

    long size() {
        if (made == null) {
            return 0;
        }
        made.cleanUp();
        return made.estimatedSize();
    }
}
