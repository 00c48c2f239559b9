package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.PublicKey;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.smallrye.mutiny.Uni;

/**
 * A private key in this process, which is parsed once. Its {@code toString} does not show the key.
 */
public sealed interface LocalKey extends SigningKey permits JcaKey, EcKey {

    /**
     * Signs on the calling thread. This takes about a millisecond with RSA and a tenth of that with P-256, and with the Amazon
     * Corretto Crypto Provider a quarter of it or less.
     */
    byte[] signNow(byte[] policy);

    /**
     * The public key of the pair.
     */
    PublicKey publicKey();

    /**
     * The public key in the form to upload to CloudFront.
     */
    default String publicKeyPem() {
        return PublicKeys.pem(publicKey());
    }

    @Override
    default Uni<byte[]> sign(byte[] policy) {
        return Uni.createFrom().item(() -> signNow(policy));
    }
}
