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
     * The time from which this key signs instead of the previous one, in ISO 8601 with an offset, such as
     * {@code 2026-12-01T00:00:00Z}. Set the same time on all replicas. Before that time, deploy the key to all replicas, and
     * add its public key to the key group of the distribution.
     */
    Optional<String> activeFrom();

    /**
     * The hash algorithm of this key's signatures. Defaults to that of the signer.
     */
    Optional<HashAlgorithm> hashAlgorithm();
}
