package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Base64 with padding and CloudFront's own substitutes for the three characters that mean something in a URL. It is not
 * base64url.
 */
final class CloudFrontBase64 {

    /** What stands for each of Base64's characters. */
    private static final byte[] SUBSTITUTES = substitutes();

    private CloudFrontBase64() {
    }

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

    static String encode(byte[] bytes) {
        byte[] encoded = Base64.getEncoder().encode(bytes);
        // the JDK encodes in vectors, so that this is faster than an encoder of our own
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = SUBSTITUTES[encoded[i]];
        }
        return new String(encoded, StandardCharsets.ISO_8859_1);
    }
}
