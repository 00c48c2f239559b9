package io.quarkiverse.cloudfront.signer.runtime.playlist.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The difference between two texts, line by line, in the format of the command {@code patch}. It is correct for all texts. It
 * is short if many lines were changed and few were inserted, as in a conversion. Each byte is treated as one character.
 */
final class UnifiedDiff {

    private static final int CONTEXT = 3;
    /** The maximum number of lines of an inserted block. */
    private static final int LONGEST_BLOCK = 50;

    /**
     * @param sign a space for a line of both texts, - for one of the first, + for one of the second
     */
    private record Line(char sign, String text) {
    }

    private final List<Line> lines = new ArrayList<>();

    private UnifiedDiff() {
    }

    static UnifiedDiff of(byte[] before, byte[] after) {
        UnifiedDiff diff = new UnifiedDiff();
        diff.compare(lines(before), lines(after));
        return diff;
    }

    /**
     * With their terminators, so that a missing one at the end of the text is a difference.
     */
    private static List<String> lines(byte[] text) {
        return Arrays.asList(new String(text, StandardCharsets.ISO_8859_1).split("(?<=\n)"));
    }

    private void compare(List<String> before, List<String> after) {
        int next = 0;
        for (int i = 0; i < before.size(); i++) {
            int partner = partner(before.get(i), after, next, after.size() - next - (before.size() - i));
            for (; next < partner; next++) {
                lines.add(new Line('+', after.get(next)));
            }
            if (next < after.size() && before.get(i).equals(after.get(next))) {
                lines.add(new Line(' ', after.get(next++)));
            } else {
                lines.add(new Line('-', before.get(i)));
                if (next < after.size()) {
                    lines.add(new Line('+', after.get(next++)));
                }
            }
        }
        for (; next < after.size(); next++) {
            lines.add(new Line('+', after.get(next)));
        }
    }

    /**
     * The line whose beginning is most similar to another one.
     *
     * @param inserted how many lines may be skipped
     */
    private static int partner(String line, List<String> after, int from, int inserted) {
        int best = from;
        int longest = -1;
        for (int i = from; i <= from + Math.min(inserted, LONGEST_BLOCK) && longest < line.length(); i++) {
            int common = commonPrefix(line, after.get(i));
            if (common > longest) {
                best = i;
                longest = common;
            }
        }
        return best;
    }

    private static int commonPrefix(String one, String other) {
        int mismatch = Arrays.mismatch(one.toCharArray(), other.toCharArray());
        return mismatch < 0 ? one.length() : mismatch;
    }

    void print(String name, PrintStream out) {
        out.writeBytes(("--- a/" + name + "\n+++ b/" + name + "\n").getBytes(StandardCharsets.UTF_8));
        int[] position = { 1, 1 };
        int from = 0;
        for (int i = 0; i < lines.size();) {
            if (lines.get(i).sign == ' ') {
                i++;
                continue;
            }
            int begin = Math.max(from, i - CONTEXT);
            int end = endOfHunk(i);
            advance(position, from, begin);
            printHunk(begin, end, position, out);
            advance(position, begin, end);
            from = end;
            i = end;
        }
    }

    /**
     * The index after the context of the last change whose context touches that of the change before it.
     */
    private int endOfHunk(int change) {
        int last = change;
        for (int i = change; i < lines.size() && i <= last + 2 * CONTEXT + 1; i++) {
            last = lines.get(i).sign == ' ' ? last : i;
        }
        return Math.min(lines.size(), last + 1 + CONTEXT);
    }

    private void printHunk(int begin, int end, int[] position, PrintStream out) {
        int[] count = { 0, 0 };
        advance(count, begin, end);
        write("@@ -%s,%s +%s,%s @@\n".formatted(position[0], count[0], position[1], count[1]), out);
        for (Line line : lines.subList(begin, end)) {
            write(line.sign + line.text + (line.text.endsWith("\n") ? "" : "\n\\ No newline at end of file\n"), out);
        }
    }

    private void advance(int[] position, int from, int to) {
        for (Line line : lines.subList(from, to)) {
            position[0] += line.sign == '+' ? 0 : 1;
            position[1] += line.sign == '-' ? 0 : 1;
        }
    }

    private static void write(String text, PrintStream out) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
