package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

import com.github.benmanes.caffeine.cache.Cache;

import io.quarkiverse.cloudfront.signer.runtime.key.rotation.ActiveKey;

/**
 * What one key has signed, by policy, and what it is about to sign. No lock is held while it does so.
 */
final class KeySignatureCache<T> {

    private final ActiveKey key;
    private final @Nullable Cache<CacheKey, T> made;
    private final ConcurrentMap<CacheKey, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

    /**
     * @param made null if the cache is off
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
     * @return null if it has to be made, or waited for
     */
    @Nullable
    T find(CacheKey cacheKey) {
        return made == null ? null : made.getIfPresent(cacheKey);
    }

    /**
     * @param mine what the caller will end with {@link #keep} or {@link #fail}, should it be the first
     * @return null if it is the first, else the signature that another caller is making, or has just made
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
     * It is not cached: the next caller tries again.
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
