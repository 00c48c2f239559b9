package io.quarkiverse.cloudfront.signer.runtime.key;

/**
 * The hash algorithm of signatures.
 */
public enum HashAlgorithm {
    /**
     * SHA-256, for RSA and ECDSA keys. Signed URLs contain {@code Hash-Algorithm=SHA256}.
     */
    SHA256,
    /**
     * SHA-1, for RSA keys only. CloudFront assumes SHA-1 if a signed URL does not contain {@code Hash-Algorithm}.
     */
    SHA1
}
