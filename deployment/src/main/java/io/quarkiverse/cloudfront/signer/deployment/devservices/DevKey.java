package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Locale;

import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;

/**
 * A throw-away key pair of a signer.
 *
 * @param id the key pair ID
 */
record DevKey(String id, KeyPair pair) {

    /**
     * Generates a P-256 key, which is fast, or an RSA key if the application signs with SHA-1.
     *
     * @param number distinguishes keys of signers whose names have the same letters
     */
    static DevKey generate(int number, String signer, HashAlgorithm hash) {
        String letters = signer.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "").replaceAll("(?<=^.{30}).*", "");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(hash == HashAlgorithm.SHA1 ? "RSA" : "EC");
            if (hash == HashAlgorithm.SHA1) {
                generator.initialize(2048);
            } else {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return new DevKey("KDEV" + number + letters, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key pair for the local CloudFront edge could not be generated", e);
        }
    }
}
