package io.quarkiverse.cloudfront.signer;

import io.smallrye.mutiny.Uni;

/**
 * A remote private key, such as a key in a KMS or an HSM. If your application has a bean of this type, the default signer signs
 * with this bean instead of a configured private key. For a named signer, qualify the bean with {@link SignerName @SignerName}.
 *
 * <p>
 * A signer can have several beans, one for each key of a planned rotation. For example, {@code keys."K2NEW".active-from} in the
 * signer's configuration is the instant from which the key with the {@linkplain #keyPairId() key pair ID} {@code K2NEW} signs.
 * Before the first of these instants, the signer uses the bean whose ID is not under {@code keys}.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html">Specify
 *      signers that can create signed URLs and signed cookies</a>
 */
public interface SigningKey {

    /**
     * The ID of the public key in CloudFront. The ID consists of letters and digits, and must not change while the application
     * runs.
     */
    String keyPairId();

    /**
     * The key's algorithm, which determines whether signed URLs have the {@code Hash-Algorithm=SHA256} parameter. It must not
     * change while the application runs.
     */
    Algorithm algorithm();

    /**
     * Signs the bytes of a policy. This method must not block, because it is called on any thread, including the event loop.
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
        /** RSA with 2048 bits, PKCS#1 v1.5, SHA-1. This is CloudFront's default. */
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
