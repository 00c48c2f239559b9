package io.quarkiverse.cloudfront.signer.runtime.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkSecretTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");

    private final MarkSecret secret = new MarkSecret(SECRET);

    /** Step by step, as an auditor would compute it. */
    @Test
    void mark_isAsDocumented() throws Exception {
        byte[] pseudonymKey = hmac(SECRET, "cloudfront-signer/mark/pseudonym/1");
        byte[] macKey = hmac(SECRET, "cloudfront-signer/mark/mac/1");
        String pseudonym = encoded(hmac(pseudonymKey, "26:https://id.example.com/r\u00e4lice")).substring(0, 16);

        assertThat(secret.pseudonym("https://id.example.com/r\u00e4", "lice")).isEqualTo(pseudonym);
        assertThat(secret.mark(pseudonym, START)).isEqualTo(pseudonym + ".tp9io0."
                + encoded(hmac(macKey, pseudonym + ".tp9io0")).substring(0, 22));
    }

    @Test
    void mark_isTheSameForOneLogin() {
        String pseudonym = secret.pseudonym("https://id.example.com", "alice");

        assertThat(new MarkSecret(SECRET.clone()).mark(pseudonym, START)).isEqualTo(secret.mark(pseudonym, START))
                .matches("[A-Za-z0-9_-]{16}\\.[0-9a-z]{6}\\.[A-Za-z0-9_-]{22}");
        assertThat(secret.mark(pseudonym, START.plusSeconds(1))).isNotEqualTo(secret.mark(pseudonym, START));
    }

    /** Nobody may get another user's pseudonym by a choice of the own name. */
    @Test
    void issuerAndSubject_cannotBeMistakenForEachOther() {
        Set<String> pseudonyms = Stream.of(new String[] { "a", "bc" }, new String[] { "ab", "c" }, new String[] { "", "abc" },
                new String[] { "abc", "" }, new String[] { "", "" }, new String[] { "1:a", "bc" }, new String[] { "", "1:abc" },
                new String[] { "\u00e4", "b" }, new String[] { "", "2:\u00e4b" }, new String[] { "a", "\u00e4" })
                .map(user -> secret.pseudonym(user[0], user[1])).collect(Collectors.toSet());

        assertThat(pseudonyms).hasSize(10);
    }

    @Test
    void pseudonym_dependsOnTheSecret() {
        byte[] other = SECRET.clone();
        other[31]++;

        assertThat(new MarkSecret(other).pseudonym("a", "b")).isNotEqualTo(secret.pseudonym("a", "b"));
    }

    /** CloudFront's function accepts from six to eight characters. */
    @ParameterizedTest
    @CsvSource({ "-1, 100000", "0, 100000", "60466175, 100000", "60466176, 100000", "60466177, 100001", "2176782335, zzzzzz",
            "2176782336, 1000000", "2821109907455, zzzzzzzz", "2821109907456, zzzzzzzz" })
    void text_hasTheLengthThatTheFunctionAccepts(long second, String text) {
        assertThat(MarkSecret.text(Instant.ofEpochSecond(second))).isEqualTo(text);
    }

    @Test
    void shortSecret_isRefused() {
        assertThatThrownBy(() -> new MarkSecret(new byte[31])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has 31 bytes; it must have at least 32");
        assertThat(new MarkSecret(new byte[32])).hasToString("MarkSecret");
    }

    private static byte[] hmac(byte[] key, String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
