package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Locale;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;

/**
 * A signer without a key.
 *
 * @param tenant the placeholder for the tenant in the signer's configured URL
 */
record DevSigner(HashAlgorithm hash, Optional<String> tenant) {

    /**
     * The URL for this signer at the local edge.
     *
     * @param host the edge's host, with its port
     */
    String url(String scheme, String host) {
        return scheme + "://" + tenant.map(placeholder -> "{" + placeholder + "}.").orElse("") + host;
    }

    /**
     * A throw-away key pair of a signer.
     *
     * @param id the key pair ID
     */
    record Key(String id, KeyPair pair) {

        /**
         * Generates a P-256 key, which is fast, or an RSA key if the application signs with SHA-1.
         *
         * @param number a number that distinguishes the keys of signers whose names have the same letters
         */
        static Key generate(int number, String signer, HashAlgorithm hash) {
            String letters = signer.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "").replaceAll("(?<=^.{30}).*", "");
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(hash == HashAlgorithm.SHA1 ? "RSA" : "EC");
                generator.initialize(hash == HashAlgorithm.SHA1 ? new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)
                        : new ECGenParameterSpec("secp256r1"));
                return new Key("KDEV" + number + letters, generator.generateKeyPair());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The key pair for the local CloudFront edge could not be generated", e);
            }
        }
    }
}
