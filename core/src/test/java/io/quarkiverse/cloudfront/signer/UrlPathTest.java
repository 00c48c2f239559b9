package io.quarkiverse.cloudfront.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

class UrlPathTest {

    private final UrlGuard guard = new UrlGuard(URI.create("https://good.example.com"), Set.of());

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiterString = " -> ", textBlock = """
            a/b -> a%2Fb
            ../b -> ..%2Fb
            * -> %2A
            ? -> %3F
            # -> %23
            % -> %25
            %2A -> %252A
            " -> %22
            ' -> '
            \\ -> %5C
            {x} -> %7Bx%7D
            a b -> a%20b
            a+b -> a%2Bb
            a&b=c;d,e:f@g!$(h) -> a&b=c%3Bd,e:f@g!$(h)
            azAZ09-._~ -> azAZ09-._~
            ... -> ...
            .a -> .a
            é -> %C3%A9
            € -> %E2%82%AC
            😀 -> %F0%9F%98%80
            ．． -> %EF%BC%8E%EF%BC%8E
            <script> -> %3Cscript%3E
            https://evil.com/* -> https:%2F%2Fevil.com%2F%2A
            """)
    void value_becomesExactlyOneSegment(String value, String encoded) {
        assertThat(UrlPath.segment(value)).isEqualTo(encoded);
        if (!encoded.startsWith("..%2F")) {
            String url = "https://good.example.com/albums/" + encoded + "/a.jpg";
            assertThat(guard.url(url)).isEqualTo(url);
        }
    }

    /**
     * S3 reads a plus sign in a path as a space, so that one user could choose a name with which to get another one's files.
     */
    @Test
    void valuesThatDiffer_nameDifferentFilesOnS3() {
        Map<String, Character> keys = new HashMap<>();
        for (char c = 1; c < 128; c++) {
            String value = "Ann" + c + "Lee";

            assertThat(keys.put(URLDecoder.decode(UrlPath.segment(value), StandardCharsets.UTF_8), c)).as(value).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\n", "\r\nX: y", "\t", "\0", "\u007f", "\u0085", "\u2028" })
    void controlCharacters_areEncoded(String value) {
        assertThat(UrlPath.segment(value)).matches("(?:%[0-9A-F]{2}|[Xy:])+");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ".", "..", ".;", "..;x=1", ".;/..", "\ud83d", "\ude00\ud83d" })
    void valueThatIsNotASegment_isRefused(String value) {
        assertThatThrownBy(() -> UrlPath.segment(value)).hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE)
                .hasMessage("A segment of a path must not " + switch (value.isEmpty() ? ' ' : value.charAt(0)) {
                    case ' ' -> "be empty";
                    case '.' -> "be a dot segment";
                    default -> "have malformed Unicode";
                });
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiterString = " -> ", textBlock = """
            photos/two of us.jpg -> /photos/two%20of%20us.jpg
            a+b/*?/1.pdf -> /a%2Bb/%2A%3F/1.pdf
            a//b/ -> /a//b/
            /a -> //a
            """)
    void key_becomesAPath(String key, String path) {
        assertThat(UrlPath.ofKey(key)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = { "..", "a/../b", "a/./b", "a/.." })
    void keyWithADotSegment_isRefused(String key) {
        assertThatThrownBy(() -> UrlPath.ofKey(key)).hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
    }
}
