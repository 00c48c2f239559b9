package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Base64 with padding and CloudFront's own substitutes for the three characters that mean something in a URL. It is not
 * base64url.
 */
final class CloudFrontBase64 {

    private CloudFrontBase64() {
    }

    static String encode(byte[] bytes) {
        byte[] encoded = Base64.getEncoder().encode(bytes);
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = switch (encoded[i]) {
                case '+' -> '-';
                case '=' -> '_';
                case '/' -> '~';
                default -> encoded[i];
            };
        }
        return new String(encoded, StandardCharsets.ISO_8859_1);
    }
}
