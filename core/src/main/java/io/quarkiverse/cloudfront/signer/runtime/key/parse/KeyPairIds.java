package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.util.regex.Pattern;

/**
 * Checks the form of key pair IDs.
 */
public final class KeyPairIds {

    /** CloudFront's IDs have about 14 characters; the shortest private key has more than 40. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{1,40}");

    private KeyPairIds() {
    }

    public static boolean isOne(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /**
     * Whether a text is a key instead of an ID.
     */
    public static boolean isKey(String text) {
        return PemText.isKey(text);
    }
}
