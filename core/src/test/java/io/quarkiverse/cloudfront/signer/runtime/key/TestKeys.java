package io.quarkiverse.cloudfront.signer.runtime.key;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Generates keys, so that the source tree does not contain any.
 */
public final class TestKeys {

    public static final String KEY_PAIR_ID = "K2JCJMDEHXQW5F";

    /** Without the Amazon Corretto Crypto Provider. */
    public static final SigningCrypto CRYPTO = SigningCrypto.jdk(Optional.of(new BouncyCastleLibrary()));

    private TestKeys() {
    }

    public static KeyPair rsa2048() {
        return NewKey.rsaPair();
    }

    public static KeyPair p256() {
        return NewKey.p256Pair();
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
