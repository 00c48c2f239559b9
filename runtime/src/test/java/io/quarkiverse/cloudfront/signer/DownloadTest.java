package io.quarkiverse.cloudfront.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;

class DownloadTest {

    private static final String PREFIX = "/docs/1.pdf?response-content-disposition=";

    private static String header(String fileName) {
        String path = Download.attachment(fileName).of("/docs/1.pdf");
        assertThat(path).startsWith(PREFIX).matches("/docs/1\\.pdf\\?response-content-disposition=[A-Za-z0-9._~%-]*");
        return URLDecoder.decode(path.substring(PREFIX.length()), StandardCharsets.UTF_8);
    }

    @Test
    void asciiName_isQuoted() {
        assertThat(header("report 2026 (final).pdf")).isEqualTo("attachment; filename=\"report 2026 (final).pdf\"");
        assertThat(Download.attachment("a b.pdf").of("/docs/1.pdf"))
                .isEqualTo(PREFIX + "attachment%3B%20filename%3D%22a%20b.pdf%22");
    }

    @Test
    void otherName_hasAFallbackAndTheExactName() {
        assertThat(header("Übung 1 – \"final\".pdf")).isEqualTo("attachment; filename=\"Ubung 1 _ _final_.pdf\"; "
                + "filename*=UTF-8''%C3%9Cbung%201%20%E2%80%93%20%22final%22.pdf");
        assertThat(header("100%.txt")).isEqualTo("attachment; filename=\"100_.txt\"; filename*=UTF-8''100%25.txt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "a/b\\c.txt|a_b_c.txt", "'  notes. . '|notes", "..|download", "''|download",
            "../../etc/passwd|.._.._etc_passwd", "\u202Efdp.exe|fdp.exe", "\u2067x\u2069.txt|x.txt" })
    void hostileName_isMadeHarmless(String name, String saved) {
        assertThat(FileName.of(name).value()).isEqualTo(saved);
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\r\nSet-Cookie: x=y", "a\u0000b", "a\u0085b", "a\u2028b", "a\uD800b", "a\uDC00", "\u007F" })
    void controlCharacter_staysOutOfTheHeader(String name) {
        assertThat(header(name)).matches("[ -~]*").contains("_");
    }

    @Test
    void longName_keepsItsExtension() {
        assertThat(FileName.of("ü".repeat(1000) + ".pdf").value()).endsWith("ü.pdf")
                .satisfies(name -> assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(253, 255));
        assertThat(FileName.of("a".repeat(300)).value()).hasSize(255);
        assertThat(FileName.of("x".repeat(250) + "\uD83D\uDE00".repeat(9)).value()).doesNotContain("?").hasSize(252);
    }

    /** For any file name, the signer accepts the path, and the name cannot leave its quotes in the header. */
    @Test
    void anyName_canBeSigned() {
        CloudFrontSigner signer = TestSigners.signer(InstantSource.system());
        Rounds.each(random -> {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(40); length >= 0; length--) {
                name.appendCodePoint(random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x110000));
            }

            assertThat(header(name.toString())).matches(
                    "attachment; filename=\"[^\"\\\\%]+\"(; filename\\*=UTF-8''[A-Za-z0-9%!#$&+.^_`|~-]+)?");
            assertThat(signer.sign(Download.attachment(name.toString()).of("/docs/1.pdf"))).contains("&Signature=");
        });
    }

    @Test
    void contentType_isOverriddenToo() {
        assertThat(Download.inline("a.csv").contentType("text/csv; charset=utf-8").of("/a?v=1"))
                .isEqualTo("/a?v=1&response-content-disposition=inline%3B%20filename%3D%22a.csv%22"
                        + "&response-content-type=text%2Fcsv%3B%20charset%3Dutf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "text", "text/", "text/html\r\nX: y", "text/html,", "text/ html", "a/b; c" })
    void otherThanAMediaType_isRejected(String type) {
        assertThatIllegalArgumentException().isThrownBy(() -> Download.inline("a").contentType(type));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a#b", "/a?response-content-type=text%2Fhtml", "/a?x=1&response-expires=0" })
    void urlThatCannotBeExtended_isRejected(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> Download.inline("a").of(url));
    }
}
