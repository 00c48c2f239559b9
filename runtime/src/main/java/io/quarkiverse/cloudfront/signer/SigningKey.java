package io.quarkiverse.cloudfront.signer;

import io.smallrye.mutiny.Uni;

/**
 * A remote private key, such as one in a KMS or an HSM. An application bean of this type signs for the default signer, or with
 * {@link SignerName @SignerName} for a named one, in place of a configured private key.
 *
 * <p>
 * A signer can have several beans, one for each key of a planned rotation. {@code keys."K2NEW".active-from} in the signer's
 * configuration is the instant from which the key with this {@linkplain #keyPairId() key pair ID} signs. Until the first
 * instant, the bean whose ID is not under {@code keys} signs.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html">Specify
 *      signers that can create signed URLs and signed cookies</a>
 */
public interface SigningKey {

    /**
     * The ID of the public key in CloudFront, letters and digits. Asked for once, when the application starts.
     */
    String keyPairId();

    /**
     * The key's algorithm, which decides whether signed URLs carry {@code Hash-Algorithm=SHA256}. Asked for once, when the
     * application starts.
     */
    Algorithm algorithm();

    /**
     * Signs the bytes of a policy. Must not block; called on any thread. A signature that does not come within ten seconds
     * fails the call that waits for it. Concurrent calls for one policy wait for one signature, and signatures are cached, as
     * many as the signer's {@code signature-cache.max-size} says.
     *
     * @param policy the message itself, not its digest
     * @return the signature: PKCS#1 v1.5 for RSA, DER-encoded for ECDSA
     */
    Uni<byte[]> sign(byte[] policy);

    /**
     * What CloudFront can verify.
     */
    enum Algorithm {
        /** RSA with 2048 bits, PKCS#1 v1.5, SHA-1: CloudFront's default. */
        RSA_SHA1,
        /** RSA with 2048 bits, PKCS#1 v1.5, SHA-256. */
        RSA_SHA256,
        /** ECDSA on P-256, SHA-256. */
        ECDSA_SHA256;

        /**
         * Whether signed URLs and cookies must carry the marker {@code Hash-Algorithm=SHA256}.
         */
        public boolean hashMarker() {
            return this != RSA_SHA1;
        }
    }
}
