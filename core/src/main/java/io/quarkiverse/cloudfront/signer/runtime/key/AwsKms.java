package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.PublicKey;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Keys in AWS KMS. This is an interface so that only applications with the optional module {@code aws} load the AWS SDK. The
 * module provides a bean of this type, and a {@code private-key-location} that begins with {@link #PREFIX} selects it.
 */
public interface AwsKms {

    /** The prefix of the locations of keys in AWS KMS. */
    String PREFIX = "aws-kms:";

    /**
     * Finds a key, and makes and verifies a trial signature. Blocks the caller.
     *
     * @param keyPairId the ID that CloudFront gave the key's public key
     * @param key the ID, ARN, or alias of the key, without the prefix
     * @throws UnusableKeyException if there is no such key, or if CloudFront would not accept its signatures
     */
    Key open(String keyPairId, String key) throws UnusableKeyException;

    /**
     * A key in AWS KMS. It also provides the public key that CloudFront must have under the ID {@link #keyPairId()}.
     */
    interface Key extends SigningKey {

        PublicKey publicKey();
    }
}
