package io.quarkiverse.cloudfront.signer.runtime.mark;

import java.time.Duration;

import io.quarkiverse.cloudfront.signer.RevocationStore;

/**
 * Opens stores of revocations in CloudFront KeyValueStore. This is an interface so that only applications with the optional
 * module {@code aws} load the AWS SDK. The module provides a bean of this type, and {@code marks.store} names the store.
 */
public interface KeyValueStores {

    /** The maximum time that the caller of a revocation waits for its result. */
    Duration TIMEOUT = Duration.ofSeconds(20);

    /**
     * Opens a store without accessing it. To find out whether the store can be used, put an empty map of entries into it.
     *
     * @param name the ARN of the store
     * @param kept how long the store keeps entries before it removes them
     * @throws IllegalArgumentException if no store can have this name; the message follows the name of the property
     */
    RevocationStore open(String name, Duration kept);
}
