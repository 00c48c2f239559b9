package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Policy;

/**
 * The key of a policy in the cache. The cached signature of a canned policy is found without creating the policy, which would
 * check its URL again.
 *
 * @param expiry when the policy expires, in seconds since 1970
 * @param custom null for a canned policy, which the other components describe completely
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
     * Uses the components that nearly always differ.
     */
    @Override
    public int hashCode() {
        return 31 * resource.hashCode() + Long.hashCode(expiry);
    }
}
