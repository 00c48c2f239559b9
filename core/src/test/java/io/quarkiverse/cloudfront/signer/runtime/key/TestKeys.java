package io.quarkiverse.cloudfront.signer.runtime.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Generates keys, so that the source tree does not contain any.
 */
public final class TestKeys {

    public static final String KEY_PAIR_ID = "K2JCJMDEHXQW5F";

    /** Without the Amazon Corretto Crypto Provider. */
    public static final SigningCrypto CRYPTO = SigningCrypto.jdk(Optional.of(new BouncyCastleLibrary()));

    private static final KeyPair[] RSA = new KeyPair[4];
    private static int asked;

    private TestKeys() {
    }

    /** One of a few keys, because generating one takes long. It differs from the previous one. */
    public static synchronized KeyPair rsa2048() {
        int index = asked++ % RSA.length;
        if (RSA[index] == null) {
            RSA[index] = newRsa2048();
        }
        return RSA[index];
    }

    private static KeyPair newRsa2048() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair p256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    public static LocalKey load(PrivateKey key, HashAlgorithm hash) {
        try {
            return LocalKeys.load(KEY_PAIR_ID, pem(key).getBytes(StandardCharsets.US_ASCII), null, hash,
                    CRYPTO);
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
