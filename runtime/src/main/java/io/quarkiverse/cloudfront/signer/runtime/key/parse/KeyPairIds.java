package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.util.regex.Pattern;

/**
 * The form of the IDs that CloudFront gives public keys.
 */
public final class KeyPairIds {

    /** CloudFront's have fourteen characters or so; the shortest private key has more than forty. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{1,40}");

    private KeyPairIds() {
    }

    public static boolean isOne(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /**
     * Whether a text is a key in place of an ID.
     */
    public static boolean isKey(String text) {
        return PemText.isKey(text);
    }
}
