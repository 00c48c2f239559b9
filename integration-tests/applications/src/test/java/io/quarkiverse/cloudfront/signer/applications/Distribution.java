package io.quarkiverse.cloudfront.signer.applications;

import java.security.KeyPair;
import java.util.Base64;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/**
 * The distribution for which all applications sign, with one key per JVM. The keys are in the system properties, because
 * Quarkus loads this class again for each application.
 */
final class Distribution {

    static final String URL = "https://media.example.com";
    static final String KEY_PAIR_ID = "K2JCJMDEHXQW5F";

    private static final String PUBLIC_KEY = Distribution.class.getName() + ".public-key";
    private static final String PRIVATE_KEY = Distribution.class.getName() + ".private-key";

    private Distribution() {
    }

    static String publicKey() {
        return key(PUBLIC_KEY);
    }

    static String privateKey() {
        return key(PRIVATE_KEY);
    }

    private static String key(String property) {
        if (System.getProperty(property) == null) {
            KeyPair pair = NewKey.p256Pair();
            System.setProperty(PUBLIC_KEY, Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
            System.setProperty(PRIVATE_KEY, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        }
        return System.getProperty(property);
    }
}
