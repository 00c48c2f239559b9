package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.Optional;

import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkus.runtime.annotations.ConfigGroup;

/**
 * A key that takes over from an earlier one. Its name is its key pair ID.
 */
@ConfigGroup
public interface FurtherKeyConfig extends KeyConfig {

    /**
     * The instant from which this key signs and the one before does no longer, in ISO 8601 with its offset, such as
     * {@code 2026-12-01T00:00:00Z}. Give all replicas the same, and in time: the key must be there and in the distribution's
     * key group before.
     */
    Optional<String> activeFrom();

    /**
     * The hash under this key's signatures. Defaults to that of the signer.
     */
    Optional<HashAlgorithm> hashAlgorithm();
}
