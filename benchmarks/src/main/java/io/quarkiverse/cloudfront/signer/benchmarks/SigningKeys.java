package io.quarkiverse.cloudfront.signer.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;

/**
 * Keys that are made where they are needed: none is in the source tree.
 */
public final class SigningKeys {

    private SigningKeys() {
    }

    public static KeyPair rsa2048() {
        return generate("RSA", 2048);
    }

    public static KeyPair p256() {
        return generate("EC", 256);
    }

    private static KeyPair generate(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
