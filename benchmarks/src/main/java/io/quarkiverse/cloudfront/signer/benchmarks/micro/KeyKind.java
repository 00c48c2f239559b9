package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.security.KeyPair;
import java.util.function.Supplier;

import io.quarkiverse.cloudfront.signer.benchmarks.SigningKeys;
import software.amazon.awssdk.services.cloudfront.utils.SigningHashAlgorithm;

/**
 * The key types and hash algorithms that CloudFront accepts.
 */
public enum KeyKind {

    RSA_SHA1("RSA SHA-1", "SHA1withRSA", SigningHashAlgorithm.SHA1, SigningKeys::rsa2048),
    RSA_SHA256("RSA SHA-256", "SHA256withRSA", SigningHashAlgorithm.SHA256, SigningKeys::rsa2048),
    P256("P-256", "SHA256withECDSA", SigningHashAlgorithm.SHA256, SigningKeys::p256);

    private final String text;
    private final String signature;
    private final SigningHashAlgorithm hash;
    private final Supplier<KeyPair> generator;

    KeyKind(String text, String signature, SigningHashAlgorithm hash, Supplier<KeyPair> generator) {
        this.text = text;
        this.signature = signature;
        this.hash = hash;
        this.generator = generator;
    }

    /** The name for {@link java.security.Signature}. */
    String signature() {
        return signature;
    }

    SigningHashAlgorithm hash() {
        return hash;
    }

    KeyPair generate() {
        return generator.get();
    }

    @Override
    public String toString() {
        return text;
    }
}
