package io.quarkiverse.cloudfront.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;

class UnifiedDiffTest {

    private static String diff(String before, String after) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] text = before.getBytes(StandardCharsets.ISO_8859_1);
        Playlist.Content other = target -> target.write(after.getBytes(StandardCharsets.ISO_8859_1));
        try {
            UnifiedDiff.print("ä.m3u8", text, other, Comparison.of(text, other).insertedLines(), new PrintStream(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void distantChanges_haveHunksOfTheirOwn() {
        assertThat(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11", "1\n2?\n3\n4\n5\n6\n7\n8\n9\n9a\n10\n11?")).isEqualTo("""
                --- a/ä.m3u8
                +++ b/ä.m3u8
                @@ -1,5 +1,5 @@
                 1
                -2
                +2?
                 3
                 4
                 5
                @@ -7,5 +7,6 @@
                 7
                 8
                 9
                +9a
                 10
                -11
                \\ No newline at end of file
                +11?
                \\ No newline at end of file
                """);
    }

    @Test
    void linesBehindTheLast_areAdded() {
        assertThat(diff("1\n", "1\n2\n3\n")).endsWith("@@ -1,1 +1,3 @@\n 1\n+2\n+3\n");
    }

    @Test
    void nearChanges_shareAHunk() {
        assertThat(diff("1\n2\n3\n4\n5\n6\n7\n8\n", "1?\n2\n3\n4\n5\n6\n7\n8?\n")).containsOnlyOnce("@@ -1,8 +1,8 @@");
        assertThat(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1?\n2\n3\n4\n5\n6\n7\n8\n9?\n")).contains("@@ -1,4 +1,4 @@",
                "@@ -6,4 +6,4 @@");
    }

    @Test
    void randomTexts_areChangedByTheirDiff() {
        Rounds.each(random -> {
            String before = text(random);
            String after = random.nextBoolean() ? text(random) : before.replace("b\n", "b?\n").replaceFirst("c", "x\ny\nc");
            assertThat(patched(before, diff(before, after))).isEqualTo(after);
        });
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int lines = 1 + random.nextInt(60); lines > 0; lines--) {
            text.append("abcd".charAt(random.nextInt(4))).append(random.nextInt(8) == 0 ? "\r\n" : "\n");
        }
        return random.nextBoolean() ? text.toString() : text + "end";
    }

    private static List<String> lines(String text) {
        return new ArrayList<>(List.of(text.split("(?<=\n)")));
    }

    /** As the command {@code patch} applies it. */
    private static String patched(String before, String diff) {
        StringBuilder after = new StringBuilder();
        List<String> rest = lines(before);
        int at = 1;
        List<String> lines = lines(diff);
        for (int i = 2; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean endless = i + 1 < lines.size() && lines.get(i + 1).startsWith("\\");
            String text = endless ? line.substring(1, line.length() - 1) : line.substring(1);
            switch (line.charAt(0)) {
                case '@' -> {
                    int begin = Integer.parseInt(line.substring(line.indexOf('-') + 1, line.indexOf(',')));
                    for (; at < begin; at++) {
                        after.append(rest.remove(0));
                    }
                }
                case '+' -> after.append(text);
                case ' ', '-' -> {
                    assertThat(rest.remove(0)).isEqualTo(text);
                    at++;
                    after.append(line.charAt(0) == ' ' ? text : "");
                }
                default -> assertThat(line).isEqualTo("\\ No newline at end of file\n");
            }
        }
        rest.forEach(after::append);
        return after.toString();
    }
}
