package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.PublicKey;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.smallrye.mutiny.Uni;

/**
 * A private key in this process, parsed once and kept. Its {@code toString} says nothing of the key.
 */
public sealed interface LocalKey extends SigningKey permits JcaKey, EcKey {

    /**
     * Signs on the calling thread, which takes about a millisecond with RSA and a tenth of that with P-256, or a quarter of it
     * and less with the Amazon Corretto Crypto Provider.
     */
    byte[] signNow(byte[] policy);

    /**
     * The public key that belongs to it.
     */
    PublicKey publicKey();

    /**
     * The public key as it is uploaded to CloudFront.
     */
    default String publicKeyPem() {
        return PublicKeys.pem(publicKey());
    }

    @Override
    default Uni<byte[]> sign(byte[] policy) {
        return Uni.createFrom().item(() -> signNow(policy));
    }
}
