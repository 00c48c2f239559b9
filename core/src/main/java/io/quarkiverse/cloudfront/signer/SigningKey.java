package io.quarkiverse.cloudfront.signer;

import io.smallrye.mutiny.Uni;

/**
 * A remote private key, such as one in a KMS or an HSM. An application bean of this type signs for the default signer, or with
 * {@link SignerName @SignerName} for a named one, in place of a configured private key.
 *
 * <p>
 * A signer can have several beans, one for each key of a planned rotation. {@code keys."K2NEW".active-from} in the signer's
 * configuration is the instant from which the key with this {@linkplain #keyPairId() key pair ID} signs. Before the first
 * instant, the bean whose ID is not under {@code keys} signs.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html">Specify
 *      signers that can create signed URLs and signed cookies</a>
 */
public interface SigningKey {

    /**
     * The ID of the public key in CloudFront: letters and digits. It must not change while the application runs.
     */
    String keyPairId();

    /**
     * The key's algorithm, which decides whether signed URLs have the {@code Hash-Algorithm=SHA256} parameter. It must not
     * change while the application runs.
     */
    Algorithm algorithm();

    /**
     * Signs the bytes of a policy. Called on any thread, including the event loop, so it must not block.
     * <p>
     * Concurrent calls for one policy share one signature, and up to {@code signature-cache.max-size} signatures are cached. If
     * the {@code Uni} fails, does not emit within ten seconds, or emits something other than a signature, callers get a
     * {@link CloudFrontSignerException} with the reason {@code KEY_UNAVAILABLE}, {@code KEY_TIMEOUT},
     * {@code MALFORMED_SIGNATURE}, or {@code SIGNATURE_NOT_VERIFIED}.
     *
     * @param policy the message itself, not its digest
     * @return the signature: PKCS#1 v1.5 for RSA, DER-encoded for ECDSA
     */
    Uni<byte[]> sign(byte[] policy);

    /**
     * The signature algorithms that CloudFront verifies.
     */
    enum Algorithm {
        /** RSA with 2048 bits, PKCS#1 v1.5, SHA-1: CloudFront's default. */
        RSA_SHA1,
        /** RSA with 2048 bits, PKCS#1 v1.5, SHA-256. */
        RSA_SHA256,
        /** ECDSA on P-256, SHA-256. */
        ECDSA_SHA256;

        /**
         * Whether signed URLs and cookies must contain {@code Hash-Algorithm=SHA256}.
         */
        public boolean hashMarker() {
            return this != RSA_SHA1;
        }
    }
}
