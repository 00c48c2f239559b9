package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.ActiveKey;

/**
 * The key of a signature in the cache, which consists of a policy and the key that signs it. The cached signature of a canned
 * policy is found without creating the policy, which would check the URL again and make the mark.
 *
 * @param expiry when the policy expires, in seconds since 1970
 * @param mark the beginning of the mark that is added to the resource; empty if no mark is added
 * @param custom null for a canned policy, which the other components describe completely
 */
record CacheKey(ActiveKey key, String resource, long expiry, String mark, @Nullable Policy custom) {

    static CacheKey canned(ActiveKey key, String url, Instant expiresAt, String mark) {
        return new CacheKey(key, url, expiresAt.getEpochSecond(), mark, null);
    }

    static CacheKey of(ActiveKey key, Policy policy) {
        return policy.canned() ? canned(key, policy.resource(), policy.expiresAt(), "")
                : new CacheKey(key, policy.resource(), policy.expiresAt().getEpochSecond(), "", policy);
    }

    boolean canned() {
        return custom == null;
    }

    /**
     * Uses only the components that are likely to differ.
     */
    @Override
    public int hashCode() {
        return 31 * (31 * resource.hashCode() + mark.hashCode()) + Long.hashCode(expiry);
    }
}
