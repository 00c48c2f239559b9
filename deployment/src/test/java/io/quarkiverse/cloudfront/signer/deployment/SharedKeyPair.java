package io.quarkiverse.cloudfront.signer.deployment;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * An RSA key pair that a test has in both class loaders that load it: in the system's properties, and as text, since others
 * read all of these.
 */
final class SharedKeyPair {

    private SharedKeyPair() {
    }

    static KeyPair of(Class<?> test) {
        String publicKey = test.getName() + ".public-key";
        String privateKey = test.getName() + ".private-key";
        try {
            if (System.getProperty(publicKey) == null) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                KeyPair made = generator.generateKeyPair();
                System.setProperty(privateKey, Base64.getEncoder().encodeToString(made.getPrivate().getEncoded()));
                System.setProperty(publicKey, Base64.getEncoder().encodeToString(made.getPublic().getEncoded()));
            }
            KeyFactory keys = KeyFactory.getInstance("RSA");
            return new KeyPair(keys.generatePublic(new X509EncodedKeySpec(decoded(publicKey))),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(decoded(privateKey))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(String property) {
        return Base64.getDecoder().decode(System.getProperty(property));
    }
}
