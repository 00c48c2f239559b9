package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.ActiveKey;
import io.quarkiverse.cloudfront.signer.runtime.mark.Marker;

/**
 * A policy to be signed. The policy is only created if its signature is not cached.
 */
interface Signable {

    CacheKey cacheKey(ActiveKey key);

    Policy policy();

    static Signable of(Policy policy) {
        return new Whole(policy);
    }

    record Whole(Policy policy) implements Signable {

        @Override
        public CacheKey cacheKey(ActiveKey key) {
            return CacheKey.of(key, policy);
        }
    }

    /**
     * A URL with its own canned policy.
     *
     * @param url the URL, which the guard has checked
     * @param marker adds the mark; null if the application does not use marks
     */
    record Url(String url, Instant expiresAt, @Nullable Marker marker) implements Signable {

        @Override
        public CacheKey cacheKey(ActiveKey key) {
            return CacheKey.canned(key, url, expiresAt, marker == null ? "" : marker.begin());
        }

        @Override
        public Policy policy() {
            return Policy.canned(marker == null ? url : marker.url(url), expiresAt);
        }
    }
}
