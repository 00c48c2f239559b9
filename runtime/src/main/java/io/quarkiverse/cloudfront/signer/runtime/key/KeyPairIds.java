package io.quarkiverse.cloudfront.signer.runtime.key;

import java.util.regex.Pattern;

/**
 * The form of the IDs that CloudFront gives public keys.
 */
public final class KeyPairIds {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{1,128}");

    private KeyPairIds() {
    }

    public static boolean isOne(String text) {
        return text != null && FORM.matcher(text).matches();
    }
}
