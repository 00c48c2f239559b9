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
    @Nullable T find(CacheKey terms) {
        return made == null ? null : made.getIfPresent(terms);
    }

    /**
     * @param mine what the caller will end with {@link #keep} or {@link #fail}, should it be the first
     * @return null if it is the first, else the signature that another caller is making, or has just made
     */
    @Nullable CompletableFuture<T> begin(CacheKey terms, CompletableFuture<T> mine) {
        CompletableFuture<T> begun = underWay.putIfAbsent(terms, mine);
        if (begun != null) {
            return begun;
        }
        T meanwhile = find(terms);
        if (meanwhile == null) {
            return null;
        }
        keep(terms, mine, meanwhile);
        return mine;
    }

    void keep(CacheKey terms, CompletableFuture<T> mine, T signature) {
        if (made != null) {
            made.put(terms, signature);
        }
        underWay.remove(terms, mine);
        mine.complete(signature);
    }

    /**
     * It is not cached: the next caller tries again.
     */
    void fail(CacheKey terms, CompletableFuture<T> mine, Throwable failure) {
        underWay.remove(terms, mine);
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
