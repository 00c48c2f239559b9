package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.PlaywrightException;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The names under which Chromium saves files from the local edge.
 */
@QuarkusTest
@Tag("nightly")
class DownloadNamesTest extends GalleryBrowser {

    private static final String FILE = "/albums/alps/mirror-lake.jpg";
    private static final int RANDOM_NAMES = 160;

    /** As people name their files. */
    private static final List<String> ORDINARY = List.of("report.pdf", "report 2026 (final).pdf", "Übung 1 – Lösung.pdf",
            "résumé.docx", "naïve café.txt", "İstanbul ığ.txt", "Żółć.odt", "Отчёт за год.xlsx", "Αναφορά.pdf", "דוח.pdf",
            "تقرير.pdf", "报告 (最终版).pdf", "報告書.pdf", "보고서.hwp", "รายงาน.pdf", "हिन्दी.txt", "smile \uD83D\uDE00.png",
            "family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67.png", "100% sure.txt", "50%41.txt", "a+b=c & d.txt",
            "it's.txt", "semi;colon, comma.txt", "e-mail@example.com.eml", "#1 [draft] {v2}.txt", "x^2 ~ `y`.txt", "$100.txt",
            "no extension", "many.dots.in.name.tar.gz", "UPPER.PDF", "a'b''c.txt", "UTF-8''x.txt", "filename=x.txt",
            "attachment; filename=x.txt", "©®™ €.txt", "ﬁne ligature.txt", "A\u030A decomposed.txt");

    /** What leads out of a directory or a header, or deceives. */
    private static final List<String> HOSTILE = List.of("../../etc/passwd", "..\\..\\windows\\system.ini", "a/b.txt",
            "/etc/passwd",
            "a\r\nSet-Cookie: x=y.txt", "a\nb.txt", "a\u0000b.txt", "a\"b.txt", "a\\\"b.txt", "\u202Efdp.exe",
            "\u2066x\u2069.txt",
            "..", ".", "", "   ", "\uD800.txt", "x".repeat(1000) + ".pdf", "ü".repeat(1000) + ".pdf", "\u2028.txt", "a\tb.txt");

    @Inject
    CloudFrontSigner signer;

    @Test
    void ordinaryName_isTheNameOfTheSavedFile() throws Exception {
        for (String name : ORDINARY) {
            assertThat(harmless(saved(name))).as(name).isEqualTo(harmless(Normalizer.normalize(name, Normalizer.Form.NFC)));
        }
    }

    @Test
    void hostileName_staysInTheDirectoryAndTheHeader() throws Exception {
        for (String name : HOSTILE) {
            assertThat(saved(name)).as(name).isNotBlank().doesNotContain("/", "\\", "\r", "\n", "\u0000", "\u202E")
                    .isNotIn(".", "..").satisfies(file -> assertThat(file.getBytes()).hasSizeLessThanOrEqualTo(255));
        }
    }

    @Test
    void anyName_isSavedAsTheHeaderHasIt() throws Exception {
        long seed = Long.getLong("tests.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < RANDOM_NAMES; round++) {
            StringBuilder name = new StringBuilder("a");
            for (int length = random.nextInt(30); length > 0; length--) {
                name.appendCodePoint(random.nextInt(3) > 0 ? 0x20 + random.nextInt(0x5F) : 0xA1 + random.nextInt(0x1000));
            }
            String plain = name.append(".txt").toString().replaceAll("[\\p{C}\\p{M}/\\\\]", "_");
            assertThat(harmless(saved(plain))).as("-Dtests.seed=%s", seed)
                    .isEqualTo(harmless(Normalizer.normalize(plain, Normalizer.Form.NFC)));
        }
    }

    private String saved(String name) throws Exception {
        String url = signer.sign(io.quarkiverse.cloudfront.signer.Download.attachment(name).of(FILE));
        Download download = page.waitForDownload(() -> {
            try {
                page.navigate(url);
            } catch (PlaywrightException e) {
                assertThat(e).as("a navigation that becomes a download").hasMessageContaining("Download is starting");
            }
        });
        assertThat(Files.size(download.path())).isPositive();
        String suggested = download.suggestedFilename();
        download.delete();
        return suggested;
    }

    /** What browsers replace themselves, because some file systems do not allow it. */
    private static String harmless(String name) {
        return name.replaceAll("[\"*:<>?|~\\u200D\\p{Z}]", "_").strip();
    }
}
