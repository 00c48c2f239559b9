package io.quarkiverse.cloudfront.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;

class DownloadTest {

    private static final String PREFIX = "/docs/1.pdf?response-content-disposition=";

    /** Without escapes: no quotes, backslashes, percent signs, and question marks of RFC 2047. */
    private static final Pattern HEADER = Pattern.compile("attachment; filename=\"([ -~&&[^\"\\\\%?]]+)\""
            + "(?:; filename\\*=UTF-8''([A-Za-z0-9%!#$&+.^_`|~-]+))?");

    private static CloudFrontSigner signer() {
        return SignerBuilder.of("https://media.example.com").keyPairId("K1").privateKey(NewKey.p256()).build();
    }

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
            "../../etc/passwd|.._.._etc_passwd", "\u202Efdp.exe|fdp.exe", "\u2067x\u2069.txt|x.txt",
            "a\u200B\u2060\u00AD\u180E\uFEFF.txt|a.txt", "\u200D.exe\u200C|.exe", "a\u200Db.txt|ab.txt",
            "pdf.exe.\u200D|pdf.exe",
            "\u00A0notes.\u3000\u00A0|notes", "e\u200B\u0301.txt|\u00E9.txt", "\u212A\u200D\u00E9|K\u00E9" })
    void hostileName_isMadeHarmless(String name, String saved) {
        assertThat(FileName.of(name).value()).isEqualTo(saved);
    }

    /** Some clients decode it, and the signer refuses encoded dot segments. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "..%2F..%2Fa.txt|.._2F.._2Fa.txt", "..%5c..%5Ca.txt|.._5c.._5Ca.txt",
            "a%252F..%25252Fb.txt|a_252F.._25252Fb.txt", "a%2%46..%%32F|a%2_46..%_32F", "a%0D%0Ab.txt|a_0D_0Ab.txt",
            "100% %C3%9Cbung %4.txt|100% _C3_9Cbung %4.txt" })
    void percentEncodedName_isNotDecodable(String name, String saved) {
        assertThat(FileName.of(name).value()).isEqualTo(saved);
        assertThat(signer().sign(Download.attachment(name).of("/docs/1.pdf")))
                .contains("&Signature=");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "con|_con", "NUL.txt|_NUL.txt", "Aux .tar.gz|_Aux .tar.gz", "com1|_com1",
            "LPT\u00B9.pdf|_LPT\u00B9.pdf", "CONIN$|_CONIN$", "prn. .|_prn", "con\u200B|_con", "/con|_con",
            "console.txt|console.txt", "com.txt|com.txt", "my con|my con", "COM10|COM10" })
    void nameOfAWindowsDevice_isPrefixed(String name, String saved) {
        assertThat(FileName.of(name).value()).isEqualTo(saved);
    }

    @Test
    void deviceThatShorteningReveals_isPrefixed() {
        assertThat(FileName.of("con" + " ".repeat(300) + "x").value()).isEqualTo("_con");
        assertThat(FileName.of("nul." + "x".repeat(300)).value()).isEqualTo("_nul." + "x".repeat(235));
    }

    /** Words of Persian, letters of Sinhala, and a family need them. */
    @ParameterizedTest
    @ValueSource(strings = { "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645.txt", "\u0D9A\u0DCA\u200D\u0DBB.txt",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67.png" })
    void joiner_staysWhereItJoins(String name) {
        assertThat(FileName.of(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\r\nSet-Cookie: x=y", "a\u0000b", "a\u0085b", "a\u2028b", "a\uD800b", "a\uDC00", "\u007F" })
    void controlCharacter_staysOutOfTheHeader(String name) {
        assertThat(header(name)).matches("[ -~]*").contains("_");
    }

    /** Characters that become others, or many, in ASCII. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "\uFF0E\uFF0E\uFF0F\uFF0E\uFF0E\uFF0F.bashrc|.._.._.bashrc",
            "\uFF0E\uFF0E\uFF3Ca|.._a", "\u2025\u2215a|.._a", "\u2024\u2024\u2044a|.._a", "\uFE52\uFE52\uFE68a|.._a",
            "\u2100.txt|a_c.txt",
            "\uFF02\uFF05\uFF12\uFF26.txt|__2F.txt", "\u2026|download", "a\uFE52|a", "\uFF23\uFF2F\uFF2E.txt|_CON.txt",
            "\u2474.\u3000|(1)",
            "\u0301|download", "\uFB03\u0301.txt|ffi.txt", "\u1D9C\u1D52\u207F|_con" })
    void compatibilityCharacters_areCleanedAfterTheyAreReplaced(String name, String fallback) {
        assertThat(read(name).get("filename")).isEqualTo(fallback);
    }

    /** Firefox and Chromium decode RFC 2047 in {@code filename}. */
    @ParameterizedTest
    @ValueSource(strings = { "=?UTF-8?Q?=2E=2E=2Fevil.exe?=", "=?utf-8?B?Li4vLi4vZXZpbC5leGU=?=",
            "a =?iso-8859-1?q?=2Fb?=.txt", "\uFF1D\uFF1Futf-8\uFF1FQ\uFF1F=2Fb\uFF1F\uFF1D", "\u207C\uFE56utf-8?q?x?=" })
    void encodedWord_isNotReadable(String name) {
        assertThat(read(name).get("filename")).doesNotContain("?");
        assertThat(read(name).get("filename*")).isEqualTo(name);
    }

    @Test
    void nameThatGrowsInAscii_isShortenedAfterwards() {
        // 18 characters each
        assertThat(read("\uFDFA".repeat(85) + ".pdf").get("filename")).hasSize(240).endsWith(".pdf");
        // 4 each
        assertThat(read("\u33C2".repeat(80) + ".pdf").get("filename")).isEqualTo("a.m.".repeat(60).substring(0, 235) + ".pdf");
    }

    @Test
    void longName_keepsItsExtension() {
        assertThat(FileName.of("ü".repeat(1000) + ".pdf").value()).endsWith("ü.pdf")
                .satisfies(name -> assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(238, 240));
        assertThat(FileName.of("a".repeat(300)).value()).hasSize(240);
        assertThat(FileName.of("a".repeat(240)).value()).hasSize(240);
        assertThat(FileName.of("x".repeat(235) + "\uD83D\uDE00".repeat(9)).value()).doesNotContain("?").hasSize(237);
        assertThat(FileName.of("x".repeat(230) + ". . ." + "x".repeat(99)).value())
                .isEqualTo("x".repeat(230) + ". . ." + "xxxxx");
        assertThat(FileName.of("x".repeat(230) + ".".repeat(99) + "x".repeat(99)).value()).isEqualTo("x".repeat(230));
        assertThat(FileName.of(".".repeat(300) + "x").value()).isEqualTo("download.x");
    }

    @Test
    void longName_isCutBetweenWhatIsReadAsOneCharacter() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        String accented = "q\u0323\u0307";
        assertThat(FileName.of(family.repeat(20) + ".png").value()).isEqualTo(family.repeat(13) + ".png");
        assertThat(FileName.of("a" + accented.repeat(80)).value()).isEqualTo("a" + accented.repeat(47));
        // one character that is too long itself
        assertThat(FileName.of("q" + "\u0323".repeat(300)).value()).isEqualTo("q" + "\u0323".repeat(119));
    }

    /** Whatever the name, a browser reads one that it can save, from both parameters, and the signer accepts the path. */
    @Test
    void anyName_isReadAsAHarmlessOne() {
        CloudFrontSigner signer = signer();
        Rounds.each(random -> {
            for (int i = 0; i < 20; i++) {
                String name = NameOfAttacker.random(random);

                read(name).values().forEach(read -> assertHarmless(name, read));
                String exact = FileName.of(name).value();
                assertThat(FileName.of(exact).value()).as(name).isEqualTo(exact);
                assertThat(signer.sign(Download.attachment(name).of("/docs/1.pdf"))).contains("&Signature=");
            }
        });
    }

    private static void assertHarmless(String name, String read) {
        assertThat(read.getBytes(StandardCharsets.UTF_8)).as(name).hasSizeBetween(1, 240);
        assertThat(new String(read.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).as(name).isEqualTo(read);
        assertThat(read).as(name).doesNotMatch("(?s).*[/\\\\\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cf}&&[^\u200C\u200D]].*")
                .doesNotMatch("(?s).*(^|\\p{ASCII})[\u200C\u200D].*").doesNotMatch("(?s).*[\u200C\u200D](\\p{ASCII}.*|$)")
                .doesNotMatch("(?s).*[.\\p{Z}]$").doesNotMatch("(?s)\\p{Z}.*")
                .doesNotMatch("(?si)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³]) *(\\..*)?");
    }

    /**
     * The names that a browser reads from the header's parameters. It fails if the value of one of them could be read in
     * several
     * ways.
     */
    private static Map<String, String> read(String name) {
        Matcher header = HEADER.matcher(header(name));
        assertThat(header.matches()).as(name).isTrue();
        Map<String, String> read = new HashMap<>();
        read.put("filename", header.group(1));
        if (header.group(2) != null) {
            read.put("filename*", URLDecoder.decode(header.group(2).replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return read;
    }

    @Test
    void missingName_isLeftToTheBrowser() {
        assertThat(Download.attachment(null).of("/docs/1.pdf")).isEqualTo(PREFIX + "attachment");
        assertThat(Download.inline(null).contentType("text/csv").of("/docs/1.pdf"))
                .isEqualTo(PREFIX + "inline&response-content-type=text%2Fcsv");
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
    @ValueSource(strings = { "/a?response-content-type=text%2Fhtml", "/a?x=1&response-expires=0",
            "/a?response%2Dcontent-type=text%2Fhtml", "/a?x=1&%72esponse-cache-control", "/a?response%2Dcontent%2dtype",
            "/a?x=%26&response-content-encoding", "/a?x?response%2dcontent-language=de" })
    void urlThatCannotBeExtended_isRejected(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> Download.inline("a").of(url))
                .withMessage("The URL already overrides a header of S3's response");
        assertThatIllegalArgumentException().isThrownBy(() -> Download.inline("a").of("/a#b"))
                .withMessage("The URL of a download must not have a fragment");
    }

    /** S3 compares names case-sensitively, and a plus is a space in a name. */
    @ParameterizedTest
    @ValueSource(strings = { "/a?Response-Content-Type=x", "/a?response+content-type=x", "/a?+response-expires=x",
            "/a?x=response-expires", "/a?x=%26response-expires=0", "/response-expires=0", "/a?response-expires%3D=0",
            "/a?x%26response-expires=0", "/a?response%252Dexpires=0", "/a?response%2Dexpires%zz=0", "/a?%zz%=%" })
    void otherParameter_isKept(String url) {
        assertThat(Download.inline("a").of(url)).startsWith(url + (url.contains("?") ? "&" : "?"));
    }
}
