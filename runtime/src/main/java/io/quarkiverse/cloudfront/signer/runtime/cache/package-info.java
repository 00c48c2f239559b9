/**
 * Keeps signed URLs out of the caches of {@code @CacheResult}.
 */
package io.quarkiverse.cloudfront.signer.runtime.cache;
