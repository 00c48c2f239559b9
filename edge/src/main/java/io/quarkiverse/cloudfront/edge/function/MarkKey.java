package io.quarkiverse.cloudfront.edge.function;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that checks the MACs of marks. It is derived from the secret of the marks, and does not reveal whom a pseudonym stands
 * for.
 */
public final class MarkKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int FEWEST_BYTES = 32;

    private final byte[] key;

    private MarkKey(byte[] key) {
        this.key = key;
    }

    /**
     * @param secret the secret of the marks
     * @throws IllegalArgumentException if the secret has fewer than 32 bytes
     */
    public static MarkKey of(byte[] secret) {
        if (secret.length < FEWEST_BYTES) {
            throw new IllegalArgumentException("The secret of marks has " + secret.length + " bytes; it must have at least "
                    + FEWEST_BYTES);
        }
        return new MarkKey(mac(secret, "cloudfront-signer/mark/mac/1"));
    }

    boolean verifies(String marked, String mac) {
        // the MAC is shortened to 22 of the 43 characters of its base64url form
        String expected = Base64.getUrlEncoder().encodeToString(mac(key, marked)).substring(0, 22);
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), mac.getBytes(StandardCharsets.US_ASCII));
    }

    /** The key in base64, for the script. Anyone who knows it can create marks. */
    public String encoded() {
        return Base64.getEncoder().encodeToString(key);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime does not have HMAC with SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "MarkKey";
    }
}
