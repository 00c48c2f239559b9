package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.PublicKey;

import io.quarkiverse.cloudfront.signer.SigningKey;
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
    Key open(String keyPairId, String key) throws UnusableKeyException;

    /**
     * A key in such a service, which also knows the public key that CloudFront must have under {@link #keyPairId()}.
     */
    interface Key extends SigningKey {

        PublicKey publicKey();
    }
}
