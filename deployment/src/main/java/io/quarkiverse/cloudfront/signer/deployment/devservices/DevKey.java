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
     * P-256, which is made in no time; RSA where the application signs with SHA-1.
     *
     * @param number tells keys of names apart that have the same letters
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
            throw new IllegalStateException("No key pair could be made for the local CloudFront edge", e);
        }
    }
}
