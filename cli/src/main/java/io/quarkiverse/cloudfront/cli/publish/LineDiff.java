package io.quarkiverse.cloudfront.cli.publish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;

/**
 * Compares two texts line by line while the second one is written. The result is correct for all texts. It is short if many
 * lines were changed and few were inserted, as in a conversion. Each byte is treated as one character.
 */
final class LineDiff extends OutputStream {

    /** The maximum number of lines of an inserted block. */
    private static final int LONGEST_BLOCK = 50;

    private final byte[] before;
    private final Hunks hunks;
    private int from;
    /** The number of inserted lines that have not been found yet. */
    private int inserted;
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    /** The next lines of the second text. */
    private final List<String> after = new ArrayList<>();

    private LineDiff(byte[] before, int inserted, Hunks hunks) {
        this.before = before;
        this.inserted = inserted;
        this.hunks = hunks;
    }

    /**
     * @param inserted how many more lines the second text has
     */
    static void compare(byte[] before, Playlist.Content after, int inserted, Hunks hunks) throws IOException {
        LineDiff diff = new LineDiff(before, inserted, hunks);
        after.writeTo(diff);
        diff.end();
    }

    @Override
    public void write(int octet) {
        write(new byte[] { (byte) octet }, 0, 1);
    }

    @Override
    public void write(byte[] octets, int begin, int count) {
        int written = begin;
        for (int i = begin; i < begin + count; i++) {
            if (octets[i] == '\n') {
                open.write(octets, written, i + 1 - written);
                written = i + 1;
                endLine();
            }
        }
        open.write(octets, written, begin + count - written);
    }

    private void endLine() {
        after.add(open.toString(StandardCharsets.ISO_8859_1));
        open.reset();
        if (after.size() > LONGEST_BLOCK && from < before.length) {
            compareLine();
        } else if (from == before.length) {
            add(after.size());
        }
    }

    private void end() {
        if (open.size() > 0) {
            endLine();
        }
        while (from < before.length) {
            compareLine();
        }
        add(after.size());
    }

    private void compareLine() {
        String line = nextLine();
        add(partner(line));
        if (!after.isEmpty() && line.equals(after.get(0))) {
            hunks.add(' ', after.remove(0));
            return;
        }
        hunks.add('-', line);
        if (after.isEmpty()) {
            inserted++;
        } else {
            hunks.add('+', after.remove(0));
        }
    }

    /**
     * The next line with its terminator, so that a missing terminator at the end of the text is a difference.
     */
    private String nextLine() {
        int end = from;
        while (end < before.length && before[end] != '\n') {
            end++;
        }
        end = Math.min(before.length, end + 1);
        String line = new String(before, from, end - from, StandardCharsets.ISO_8859_1);
        from = end;
        return line;
    }

    private void add(int lines) {
        inserted -= lines;
        for (String line : after.subList(0, lines)) {
            hunks.add('+', line);
        }
        after.subList(0, lines).clear();
    }

    /**
     * The index of the line whose beginning is most similar to another one.
     */
    private int partner(String line) {
        int best = 0;
        int longest = -1;
        int last = Math.min(after.size() - 1, Math.min(inserted, LONGEST_BLOCK));
        for (int i = 0; i <= last && longest < line.length(); i++) {
            int common = commonPrefix(line, after.get(i));
            if (common > longest) {
                best = i;
                longest = common;
            }
        }
        return best;
    }

    private static int commonPrefix(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int common = 0;
        while (common < length && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        return common;
    }
}
