package io.quarkiverse.cloudfront.signer.runtime.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.Rounds;

class PercentDecoderTest {

    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

    @ParameterizedTest
    @CsvSource({ "'', ''", "/a, /a", "/a%20b, /a b", "%2e%2E, ..", "%252e, .", "%25%32%65, .", "%2%35e, %e", "%%32%35, %",
            "%C3%A9, \u00c3\u00a9", "a%3D%26, a=&", "%zz, %zz", "%2, %2", "%, %", "%%, %%", "%%20, '% '",
            "%\uff12\uff10, %\uff12\uff10",
            "%25ZZ, %ZZ", "%2525252e, .", "%4%31, A", "\u00e9%41, \u00e9A" })
    void escapes_areDecodedUntilNoneIsLeft(String text, String decoded) {
        assertThat(PercentDecoder.decode(text)).contains(decoded);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 9, PercentDecoder.MOST_TIMES })
    void textEncodedSeveralTimes_isDecoded(int times) {
        assertThat(PercentDecoder.decode("/a%" + "25".repeat(times) + "b")).contains("/a%b");
        assertThat(PercentDecoder.decode(encode("/", times))).contains("/");
    }

    @ParameterizedTest
    @ValueSource(ints = { PercentDecoder.MOST_TIMES + 1, 50, 127, 128, 256, 257, 300, 4_000 })
    void textEncodedMoreOften_isRefused(int times) {
        assertThat(PercentDecoder.decode("/a%" + "25".repeat(times))).isEmpty();
        assertThat(PercentDecoder.decode("/a%" + "25".repeat(times) + "2fb%20")).isEmpty();
    }

    /** The digits of an escape may be escapes. */
    @Test
    void digitsEncodedMoreOften_areRefused() {
        assertThat(PercentDecoder.decode("%" + encode("2", PercentDecoder.MOST_TIMES - 1) + "f")).contains("/");
        assertThat(PercentDecoder.decode("%" + encode("2", PercentDecoder.MOST_TIMES) + "f")).isEmpty();
        assertThat(PercentDecoder.decode("%2" + encode("f", PercentDecoder.MOST_TIMES))).isEmpty();
    }

    private static String encode(String text, int times) {
        String encoded = text;
        for (int i = 0; i < times; i++) {
            StringBuilder once = new StringBuilder();
            encoded.chars().forEach(c -> once.append("%%%02x".formatted(c)));
            encoded = i < 3 ? once.toString() : encoded.replace("%", "%25");
        }
        return encoded;
    }

    /** Decodes as several programs do, each of which decodes the whole text once. */
    @Test
    void randomText_isDecodedAsOneProgramAfterTheOtherDoes() {
        String[] pieces = { "%", "25", "2", "5", "e", "%2e", "%25", "%32", "%35", "/", ".", "g", "%2F", "\u00e9" };
        Rounds.each(random -> {
            for (int i = 0; i < 1_000; i++) {
                String text = text(pieces, random);
                String before = "";
                String known = text;
                int times = -1;
                while (!known.equals(before)) {
                    before = known;
                    known = decodedOnce(known);
                    times++;
                }
                if (times <= PercentDecoder.MOST_TIMES) {
                    assertThat(PercentDecoder.decode(text)).as(text).contains(known);
                } else {
                    assertThat(PercentDecoder.decode(text)).as(text).isEmpty();
                }
            }
        });
    }

    private static String text(String[] pieces, Random random) {
        StringBuilder text = new StringBuilder();
        for (int j = random.nextInt(30); j > 0; j--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private static String decodedOnce(String text) {
        return ESCAPE.matcher(text).replaceAll(
                escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
    }
}
