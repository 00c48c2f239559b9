package io.quarkiverse.cloudfront.signer.runtime.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;

class CookieReceiptFuzz {

    static final String VALID = "example.com|/videos/|secure|2000000000|0123456789a|0123456789a|0123456789a";

    static List<byte[]> seeds() {
        return List.of(VALID.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void receipt_ofAnyBytes_isReadOrRefused(byte[] content) {
        check(content);
    }

    /** A receipt is only read under its own name. */
    static void check(byte[] content) {
        read(content).ifPresent(receipt -> assertThat(receipt.clearingHeaders())
                .allSatisfy(header -> assertThat(header).matches("[ -~]+").containsOnlyOnce("; Path=/")
                        .satisfies(text -> assertThat(text.split("; ?")).hasSizeLessThanOrEqualTo(7))));
    }

    static Optional<CookieReceipt> read(byte[] content) {
        String[] parts = new String(content, StandardCharsets.ISO_8859_1).split("\\|", -1);
        String name = parts.length < 2 ? CookieReceipt.PREFIX : name(parts[0], parts[1]);
        return CookieReceipt.read(name, Base64.getUrlEncoder().encodeToString(content));
    }

    private static String name(String domain, String path) {
        SignedCookie like = new SignedCookie("CloudFront-Policy", "x", Optional.empty(), "/", SameSite.LAX, true, true);
        return new CookieReceipt(domain, path, true, false, 0, "", "", "").setCookieHeader(like).replaceFirst("=.*", "");
    }
}
