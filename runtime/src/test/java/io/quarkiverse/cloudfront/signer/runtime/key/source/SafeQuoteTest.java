package io.quarkiverse.cloudfront.signer.runtime.key.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.Rounds;

class SafeQuoteTest {

    @ParameterizedTest
    @ValueSource(strings = { "/run/secrets/media/private-key.pem", "keys/K2JCJMDEHXQW5F.der", "private-key.pem", "../key.p8",
            "C:\\Users\\alice\\My Keys\\private.key", "classpath:keys/private-key.pem", "/etc/tls",
            "/var/run/secrets/..2026_11_24_12_00_00.1234567/key-pair-id", "/tmp/junit-1234567890123456789/key.pem",
            "/home/alice/cloudFrontKeys2/privateKey.pem", "/tmp/aB3dE6gH/xY9/key.pem",
            "classpath:keys", "\\keys", "keys\\media" })
    void path_isQuoted(String path) {
        assertThat(SafeQuote.path(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = { "hunter2", "correct horse battery staple", "-----BEGIN PRIVATE KEY-----", "/a--b/key.pem",
            "https://media.example.com/a.jpg?Signature=x", "https://alice:secret@media.example.com/key.pem", "/keys/a=b.pem",
            "/keys/a\nb.pem", "/keys/a\0b.pem", "/x7Kp2Lq9Zt4/key.pem", "classpath:x7Kp2Lq9Zt4",
            "/XKyx6_zP6dbunz-kgvTj-5PNjXiD_op0-H3s061Tw_E", "" })
    void otherText_isDescribed(String text) {
        assertThat(SafeQuote.path(text))
                .isEqualTo("<" + text.length() + " characters, not shown because they could be a secret>");
    }

    @Test
    void path_thatIsTooLong_isDescribed() {
        assertThat(SafeQuote.path("/" + "a/".repeat(149) + "a")).startsWith("/a/");
        assertThat(SafeQuote.path("/" + "a/".repeat(150))).startsWith("<301 characters");
    }

    @Test
    void randomBytes_areDescribed() {
        Rounds.each(random -> {
            for (int i = 0; i < 100; i++) {
                byte[] secret = new byte[32 + random.nextInt(120)];
                random.nextBytes(secret);
                for (String text : new String[] { Base64.getEncoder().encodeToString(secret),
                        Base64.getEncoder().withoutPadding().encodeToString(secret),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(secret), HexFormat.of().formatHex(secret),
                        HexFormat.of().withUpperCase().formatHex(secret) }) {
                    assertThat(SafeQuote.path(text)).startsWith("<");
                    assertThat(SafeQuote.id(text)).startsWith("<");
                    assertThat(SafeQuote.path("/" + text)).startsWith("<");
                }
            }
        });
    }

    @Test
    void keyPairId_isQuotedAndOtherTextIsNot() {
        assertThat(SafeQuote.id("K2JCJMDEHXQW5F")).isEqualTo("K2JCJMDEHXQW5F");
        assertThat(SafeQuote.id("APKAEXAMPLEEXAMPLE12")).isEqualTo("APKAEXAMPLEEXAMPLE12");
        assertThat(SafeQuote.id("K" + "2".repeat(31))).startsWith("K");
        for (String text : new String[] { "K" + "2".repeat(32), "hunter2", "K2 ", "2K", "Kx", "" }) {
            assertThat(SafeQuote.id(text)).startsWith("<" + text.length() + " characters");
        }
    }
}
