package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.PublicKey;

import io.quarkiverse.cloudfront.signer.SigningKey;

/**
 * A key in a service that also knows the public key.
 */
public interface ServiceKey extends SigningKey {

    /**
     * The public key of the private one, which CloudFront must have under {@link #keyPairId()}.
     */
    PublicKey publicKey();
}
