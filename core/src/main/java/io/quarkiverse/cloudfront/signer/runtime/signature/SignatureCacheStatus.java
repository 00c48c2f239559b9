package io.quarkiverse.cloudfront.signer.runtime.signature;

/**
 * The state of a signer's signature cache. All counts begin when the application starts.
 *
 * @param maxSize the maximum number of cached signatures, 0 if the cache is disabled
 * @param size the current number of cached signatures
 * @param hits how often a signature was cached or in progress
 * @param misses how often the key had to sign
 * @param evictions how many signatures were evicted before they expired
 */
public record SignatureCacheStatus(long maxSize, long size, long hits, long misses, long evictions) {

}
