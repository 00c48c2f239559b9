package io.quarkiverse.cloudfront.signer.runtime.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = { "/a b~,/a b~", "/a\u001f\u007f,/a\\u001F\\u007F",
            "/a?b#c,/a?...", "/a#b?c,/a#...", "?a,?...", "'',''", "/a@b,/a@b", "a@b/c,a@b/c", "https://@h/a,https://...@h/a",
            "https://u:p@h,https://...@h", "https://h/@a,https://h/@a", "//u@h/a,//...@h/a", "https://u:p@x@h,https://...@h",
            "//u@h/@a,//...@h/@a" })
    void quote_showsNoQueryNorUserInfoNorControlCharacter(String url, String quote) {
        assertThat(Failure.quote(url)).isEqualTo(quote);
    }

    @Test
    void quote_forgesNoLogLine() {
        assertThat(Failure.quote("/a\r\n2026-11-24 ERROR forged\u001b[31m\u2028\u0085\u202e"))
                .isEqualTo("/a\\u000D\\u000A2026-11-24 ERROR forged\\u001B[31m\\u2028\\u0085\\u202E");
    }

    @Test
    void quote_ofMoreThan200Characters_isCut() {
        assertThat(Failure.quote("/".repeat(200))).isEqualTo("/".repeat(200));
        assertThat(Failure.quote("a".repeat(201) + "?b")).isEqualTo("a".repeat(200) + "...?...");
    }
}
