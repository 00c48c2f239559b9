package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Policy;

/**
 * What tells one policy from another. A canned policy whose signature is cached is found by it without being made, which would
 * check its URL once more.
 *
 * @param expiry when the policy expires, in seconds since 1970
 * @param custom null for a canned policy, of which the rest says everything
 */
record CacheKey(String resource, long expiry, @Nullable Policy custom) {

    static CacheKey canned(String url, Instant expiresAt) {
        return new CacheKey(url, expiresAt.getEpochSecond(), null);
    }

    static CacheKey of(Policy policy) {
        return policy.canned() ? canned(policy.resource(), policy.expiresAt())
                : new CacheKey(policy.resource(), policy.expiresAt().getEpochSecond(), policy);
    }

    boolean canned() {
        return custom == null;
    }

    /**
     * Of what nearly always tells them apart.
     */
    @Override
    public int hashCode() {
        return 31 * resource.hashCode() + Long.hashCode(expiry);
    }
}
