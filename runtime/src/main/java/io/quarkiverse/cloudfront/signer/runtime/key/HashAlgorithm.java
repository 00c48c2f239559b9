package io.quarkiverse.cloudfront.signer.runtime.key;

/**
 * The hash under a signature.
 */
public enum HashAlgorithm {
    /**
     * For RSA and ECDSA keys; signed URLs carry {@code Hash-Algorithm=SHA256}.
     */
    SHA256,
    /**
     * For RSA keys alone: what CloudFront assumes where nothing is said.
     */
    SHA1
}
