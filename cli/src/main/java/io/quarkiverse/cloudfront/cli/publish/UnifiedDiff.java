package io.quarkiverse.cloudfront.cli.publish;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;

/**
 * Prints the difference between two texts, line by line, in the format of the command {@code patch}. The second text is
 * written several times, because only one hunk's header must be in memory, and not its lines.
 */
final class UnifiedDiff {

    private UnifiedDiff() {
    }

    /**
     * @param inserted how many more lines the second text has
     */
    static void print(String name, byte[] before, Playlist.Content after, int inserted, PrintStream out)
            throws IOException {
        Hunks hunks = new Hunks();
        LineDiff.compare(before, after, inserted, hunks);
        hunks.end();
        out.writeBytes(("--- a/" + name + "\n+++ b/" + name + "\n").getBytes(StandardCharsets.UTF_8));
        Hunks printed = hunks.printedTo(out);
        LineDiff.compare(before, after, inserted, printed);
        printed.end();
    }
}
