package io.quarkiverse.cloudfront.signer.deployment;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/**
 * Keys of which each test, and each class loader that loads it, makes its own. As text they are what {@code private-key} takes.
 */
final class NewKey {

    private NewKey() {
    }

    static String p256() {
        return text(p256Pair());
    }

    static String rsa() {
        return text(pair("RSA", 2048));
    }

    static KeyPair p256Pair() {
        return pair("EC", 256);
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    }
}
