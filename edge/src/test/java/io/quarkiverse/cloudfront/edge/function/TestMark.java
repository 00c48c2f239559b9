package io.quarkiverse.cloudfront.edge.function;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes marks, step by step. */
public final class TestMark {

    public static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    public static final byte[] PREVIOUS = "an earlier secret, which is replaced".getBytes(StandardCharsets.US_ASCII);
    public static final byte[] OTHER = "a secret of somebody else, who forges".getBytes(StandardCharsets.US_ASCII);

    private TestMark() {
    }

    /** A mark that fits one grant: the text of a custom policy, or the path for a canned one. */
    public static String of(byte[] secret, String pseudonym, String start, String grant) {
        return mark(secret, pseudonym + "." + start, "." + grant);
    }

    /** A mark whose MAC is not over a grant, which would fit all of them. */
    public static String withoutGrant(byte[] secret, String pseudonym, String start) {
        return mark(secret, pseudonym + "." + start, "");
    }

    private static String mark(byte[] secret, String marked, String grant) {
        byte[] mac = hmac(hmac(secret, "cloudfront-signer/mark/mac/1"), marked + grant);
        return marked + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac).substring(0, 22);
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
