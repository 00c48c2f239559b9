package io.quarkiverse.cloudfront.signer.runtime.signature;

/**
 * The state of a signer's signature cache. All counts are since the application started.
 *
 * @param maxSize how many signatures are cached at most, 0 if the cache is off
 * @param size how many are cached now
 * @param hits how often a signature was there, or on its way
 * @param misses how often the key was asked for one
 * @param evictions how many signatures had to make room for others before they expired
 */
public record SignatureCacheStatus(long maxSize, long size, long hits, long misses, long evictions) {

    /**
     * The part of the signatures asked for that needed no key, from 0 to 1; 0 where none has been asked for.
     */
    public double hitRatio() {
        return hits + misses == 0 ? 0 : (double) hits / (hits + misses);
    }
}
