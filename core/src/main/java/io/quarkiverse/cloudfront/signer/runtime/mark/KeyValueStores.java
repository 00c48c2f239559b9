package io.quarkiverse.cloudfront.signer.runtime.mark;

import java.time.Duration;

import io.quarkiverse.cloudfront.signer.RevocationStore;

/**
 * Stores of revocations in CloudFront KeyValueStore. This is an interface so that only applications with the optional module
 * {@code aws} load the AWS SDK. The module implements it as a bean, and {@code marks.store} names a store.
 */
public interface KeyValueStores {

    /** The maximum time that the caller of a revocation waits for its result. */
    Duration TIMEOUT = Duration.ofSeconds(20);

    /**
     * Does not access the store yet. To find out whether it can be used, put an empty map of entries into it.
     *
     * @param name the ARN of the store
     * @param kept how long entries stay before the store removes them
     * @throws IllegalArgumentException if there cannot be a store of this name. The message follows the name of the property
     */
    RevocationStore open(String name, Duration kept);
}
