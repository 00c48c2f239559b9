package io.quarkiverse.cloudfront.signer.runtime.key;

/**
 * The hash algorithm of signatures.
 */
public enum HashAlgorithm {
    /**
     * For RSA and ECDSA keys. Signed URLs contain {@code Hash-Algorithm=SHA256}.
     */
    SHA256,
    /**
     * Only for RSA keys. CloudFront assumes it if there is no {@code Hash-Algorithm}.
     */
    SHA1
}
