package io.quarkiverse.cloudfront.cli.publish;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The groups of changed lines of a diff, with the lines around them. The first time, only the positions of the groups are
 * collected, because a group's header precedes its lines. The second time, the groups are printed.
 */
final class Hunks {

    private static final int CONTEXT = 3;

    /**
     * Where a group begins, and how many lines it has, in both texts.
     */
    private static final class Hunk {

        private final int before;
        private final int after;
        private int removed;
        private int added;

        private Hunk(int before, int after) {
            this.before = before;
            this.after = after;
        }
    }

    private final List<Hunk> hunks = new ArrayList<>();
    private final @Nullable PrintStream out;
    private final @Nullable Iterator<Hunk> known;
    /** The unchanged lines behind the last change. */
    private final Deque<String> unchanged = new ArrayDeque<>();
    private @Nullable Hunk hunk;
    private int before = 1;
    private int after = 1;

    Hunks() {
        this.out = null;
        this.known = null;
    }

    private Hunks(PrintStream out, Iterator<Hunk> known) {
        this.out = out;
        this.known = known;
    }

    /**
     * The same groups, which are printed when their lines are added again.
     */
    Hunks printedTo(PrintStream target) {
        return new Hunks(target, hunks.iterator());
    }

    /**
     * @param sign a space for a line of both texts, - for one of the first, + for one of the second
     */
    void add(char sign, String line) {
        if (sign == ' ') {
            unchanged.add(line);
            if (hunk != null && unchanged.size() > 2 * CONTEXT) {
                end();
            }
            if (hunk == null && unchanged.size() > CONTEXT) {
                unchanged.remove();
                before++;
                after++;
            }
            return;
        }
        if (hunk == null) {
            begin();
        }
        addUnchanged(unchanged.size());
        addToHunk(sign, line);
    }

    /**
     * Must be called after the last line.
     */
    void end() {
        if (hunk != null) {
            addUnchanged(Math.min(CONTEXT, unchanged.size()));
            hunk = null;
        }
    }

    private void begin() {
        hunk = new Hunk(before, after);
        hunks.add(hunk);
        if (known != null) {
            Hunk complete = known.next();
            print("@@ -%s,%s +%s,%s @@\n".formatted(complete.before, complete.removed, complete.after, complete.added));
        }
    }

    private void addUnchanged(int lines) {
        for (int i = 0; i < lines; i++) {
            addToHunk(' ', unchanged.remove());
        }
    }

    private void addToHunk(char sign, String line) {
        if (hunk == null) {
            return;
        }
        int ofBefore = sign == '+' ? 0 : 1;
        int ofAfter = sign == '-' ? 0 : 1;
        hunk.removed += ofBefore;
        hunk.added += ofAfter;
        before += ofBefore;
        after += ofAfter;
        print(sign + line + (line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n"));
    }

    private void print(String text) {
        if (out != null) {
            out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
