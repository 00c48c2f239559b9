package io.quarkiverse.cloudfront.cli.explain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64 with the characters that CloudFront uses in URLs. */
final class AwsBase64 {

    private AwsBase64() {
    }

    static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)).replace('+', '-').replace('=', '_')
                .replace('/', '~');
    }
}
