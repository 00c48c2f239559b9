package io.quarkiverse.cloudfront.signer.runtime.key;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Cache;

/**
 * What one key has signed, by policy, and what it is about to sign. No lock is held while it does so.
 */
final class KeptSignatures<T> {

    private final SigningKey key;
    private final Cache<PolicyTerms, T> made;
    private final ConcurrentMap<PolicyTerms, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

    /**
     * @param made null if nothing is kept that is made
     */
    KeptSignatures(SigningKey key, Cache<PolicyTerms, T> made) {
        this.key = key;
        this.made = made;
    }

    SigningKey key() {
        return key;
    }

    boolean keepsNothing() {
        return made == null;
    }

    /**
     * @return null if it has to be made, or waited for
     */
    T find(PolicyTerms terms) {
        return made == null ? null : made.getIfPresent(terms);
    }

    /**
     * @param mine what the caller will end with {@link #keep} or {@link #fail}, should it be the first
     * @return null if it is the first, else the signature that another caller is making, or has just made
     */
    CompletableFuture<T> begin(PolicyTerms terms, CompletableFuture<T> mine) {
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

    void keep(PolicyTerms terms, CompletableFuture<T> mine, T signature) {
        if (made != null) {
            made.put(terms, signature);
        }
        underWay.remove(terms, mine);
        mine.complete(signature);
    }

    /**
     * Nothing is kept of it: the next one to ask tries again.
     */
    void fail(PolicyTerms terms, CompletableFuture<T> mine, Throwable failure) {
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
