package io.quarkiverse.cloudfront.edge.verify;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** CloudFront's base64 for URLs and cookies, which is padded and replaces {@code + = /} with {@code - _ ~}. */
public final class CloudFrontBase64 {

    private static final Pattern ALPHABET = Pattern.compile("[A-Za-z0-9~-]+_{0,2}");

    private CloudFrontBase64() {
    }

    /** The decoded bytes; empty if the text is not such base64. */
    public static Optional<byte[]> decode(String text) {
        // Java's decoder accepts text without padding, but CloudFront does not
        if (text.length() % 4 != 0 || !ALPHABET.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            String base64 = text.replace('-', '+').replace('_', '=').replace('~', '/');
            byte[] bytes = Base64.getDecoder().decode(base64);
            // Java's decoder ignores the unused bits of the last character, so several texts would decode to the same bytes
            return Base64.getEncoder().encodeToString(bytes).equals(base64) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
