package io.quarkiverse.cloudfront.signer.it;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Names of downloads, which browsers use for saved files.
 */
final class DownloadNames {

    /** Names that people give to their files. */
    static final List<String> ORDINARY = List.of("report.pdf", "report 2026 (final).pdf", "Übung 1 – Lösung.pdf",
            "résumé.docx", "naïve café.txt", "İstanbul ığ.txt", "Żółć.odt", "Отчёт за год.xlsx", "Αναφορά.pdf", "דוח.pdf",
            "تقرير.pdf", "报告 (最终版).pdf", "報告書.pdf", "보고서.hwp", "รายงาน.pdf", "हिन्दी.txt", "smile \uD83D\uDE00.png",
            "family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67.png", "100% sure.txt", "a+b=c & d.txt",
            "it's.txt", "semi;colon, comma.txt", "e-mail@example.com.eml", "#1 [draft] {v2}.txt", "x^2 ~ `y`.txt", "$100.txt",
            "no extension", "many.dots.in.name.tar.gz", "UPPER.PDF", "a'b''c.txt", "UTF-8''x.txt", "filename=x.txt",
            "attachment; filename=x.txt", "©®™ €.txt", "ﬁne ligature.txt", "A\u030A decomposed.txt");

    /** Names that try to leave the directory or the header, or that deceive. */
    static final List<String> HOSTILE = List.of("../../etc/passwd", "..\\..\\windows\\system.ini", "a/b.txt",
            "/etc/passwd",
            "a\r\nSet-Cookie: x=y.txt", "a\nb.txt", "a\u0000b.txt", "a\"b.txt", "a\\\"b.txt", "\u202Efdp.exe",
            "\u2066x\u2069.txt",
            "..", ".", "", "   ", "\uD800.txt", "x".repeat(1000) + ".pdf", "ü".repeat(1000) + ".pdf", "\u2028.txt", "a\tb.txt",
            // characters that become others, or many, when they are normalized
            "\uFF0E\uFF0E\uFF0F\uFF0E\uFF0E\uFF0F.bashrc", "\uFF0E\uFF0E\uFF3Ca.txt", "\u2025\u2215a.txt",
            "\u2024\u2024\u2044a.txt",
            "\uFE52\uFE52\uFE68a.txt", "\u2100.txt", "\uFF05\uFF12\uFF26a.txt", "\uFDFA".repeat(85) + ".pdf",
            "\uFF23\uFF2F\uFF2E.txt",
            // text that some read as encoded
            "=?UTF-8?Q?=2E=2E=2Fevil.exe?=", "=?utf-8?B?Li4vLi4vZXZpbC5leGU=?=", "=?utf-8?Q?a=E2=80=AEfdp.exe?=",
            "..%2F..%2Fa.txt", "..%5Ca.txt", "%E2%80%AEfdp.exe", "a%0D%0Ab.txt", "a%00b.txt", "a%252Fb.txt", "50%41.txt",
            "UTF-8''..%2Fa.txt",
            // invisible, reserved, or too long
            "a\u200B\u2060.txt", "a.exe.\u200D", "a.txt\u00A0.", "con", "NUL.txt", "com1.tar.gz",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67".repeat(20) + ".png", "x".repeat(235) + ".txt",
            "q\u0323".repeat(100));

    /** What no saved name contains. */
    static final String[] HARMFUL = { "/", "\\", "\r", "\n", "\u0000", "\u202E", "\u2066", "\u2069", "\u200B", "\u2060",
            "\u2028" };

    private static final int RANDOM_NAMES = 160;

    private DownloadNames() {
    }

    /**
     * Without the characters that {@code Download} replaces.
     */
    static List<String> random(long seed) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>();
        for (int round = 0; round < RANDOM_NAMES; round++) {
            StringBuilder name = new StringBuilder("a");
            for (int length = random.nextInt(30); length > 0; length--) {
                name.appendCodePoint(random.nextInt(3) > 0 ? 0x20 + random.nextInt(0x5F) : 0xA1 + random.nextInt(0x1000));
            }
            names.add(name.append(".txt").toString().replaceAll("[\\p{C}\\p{M}/\\\\]|%(?=\\p{XDigit})", "_"));
        }
        return names;
    }

    /** The path of a download whose header is read by a client that does not know {@code filename*}. */
    static String withoutExactName(String path) {
        return path.replaceFirst("%3B%20filename%2A%3D[^&]*", "");
    }

    /** As the header contains it. */
    static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}
