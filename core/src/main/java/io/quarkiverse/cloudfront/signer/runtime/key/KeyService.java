package io.quarkiverse.cloudfront.signer.runtime.key;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * A service that keeps private keys and signs with them, such as AWS KMS. An optional module implements it as a bean, and
 * {@code private-key-location} selects it with a prefix.
 */
public interface KeyService {

    /** The prefix of locations in AWS KMS. */
    String AWS_KMS = "aws-kms:";

    /**
     * Finds a key, and makes and verifies a signature with it. Blocks the caller.
     *
     * @param keyPairId the ID that CloudFront gave the key's public key
     * @param key the key in the service, without the prefix
     * @throws UnusableKeyException if there is no such key, or CloudFront would not accept its signatures
     */
    ServiceKey open(String keyPairId, String key) throws UnusableKeyException;
}
