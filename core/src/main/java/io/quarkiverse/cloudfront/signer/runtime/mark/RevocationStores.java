package io.quarkiverse.cloudfront.signer.runtime.mark;

import java.time.Duration;

import io.quarkiverse.cloudfront.signer.RevocationStore;

/**
 * A service that has stores of revocations, such as CloudFront. An optional module implements it as a bean, and
 * {@code marks.store} names a store.
 */
public interface RevocationStores {

    /** How long the caller of a revocation waits for its result, whatever the store does. */
    Duration TIMEOUT = Duration.ofSeconds(20);

    /**
     * Does not access the store yet. To find out whether it can be used, put no entries into it.
     *
     * @param name of the store, such as its ARN
     * @param kept how long entries stay before the store removes them
     * @throws IllegalArgumentException if there cannot be a store of this name. The message follows the name of the property
     */
    RevocationStore open(String name, Duration kept);
}
