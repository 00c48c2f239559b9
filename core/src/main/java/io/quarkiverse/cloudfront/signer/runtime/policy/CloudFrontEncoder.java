package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A reusable buffer of ASCII text. It writes CloudFront's form of base64, which is padded and has substitutes for the three
 * characters that have a meaning in a URL. This form is not base64url. The buffer is reused because each text takes more memory
 * than its signature. Not thread-safe.
 */
final class CloudFrontEncoder {

    /** The substitute for each character of base64. */
    private static final byte[] SUBSTITUTES = substitutes();

    /** Large enough for most signatures. The buffer grows if necessary. */
    private byte[] text = new byte[1024];
    private byte[] base64 = new byte[512];
    private int length;

    private static byte[] substitutes() {
        byte[] substitutes = new byte[128];
        for (int c = 0; c < substitutes.length; c++) {
            substitutes[c] = (byte) c;
        }
        substitutes['+'] = '-';
        substitutes['='] = '_';
        substitutes['/'] = '~';
        return substitutes;
    }

    CloudFrontEncoder clear() {
        length = 0;
        return this;
    }

    CloudFrontEncoder append(String ascii) {
        require(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            text[length++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    /**
     * @param number the number of seconds since 1970
     */
    CloudFrontEncoder append(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        require(digits);
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /**
     * Uses the JDK's encoder, which is vectorized and therefore faster than our own would be.
     */
    public CloudFrontEncoder appendBase64(byte[] bytes) {
        int encoded = (bytes.length + 2) / 3 * 4;
        if (encoded > base64.length) {
            base64 = new byte[encoded];
        }
        Base64.getEncoder().encode(bytes, base64);
        require(encoded);
        for (int i = 0; i < encoded; i++) {
            text[length++] = SUBSTITUTES[base64[i]];
        }
        return this;
    }

    private void require(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(length + more, 2 * text.length));
        }
    }

    @Override
    public String toString() {
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }
}
