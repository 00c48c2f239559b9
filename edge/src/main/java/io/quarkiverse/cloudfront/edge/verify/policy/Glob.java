package io.quarkiverse.cloudfront.edge.verify.policy;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A pattern in which {@code *} stands for any number of characters and {@code ?} for exactly one; with a backslash before it
 * either stands for itself. Matching never goes back, so that no pattern can make it slow: its time is bounded by the product
 * of both lengths.
 */
public final class Glob {

    /** What {@link #mismatch} returns for a match. */
    static final int NONE = -1;
    /** For {@link #mismatch}: no character is out of a wildcard's reach. */
    static final int NO_BARRIER = -1;

    // no character has these values
    private static final int ANY_ONE = -1;
    private static final int ANY_NUMBER = -2;

    private final int[] elements;

    private Glob(int[] elements) {
        this.elements = elements;
    }

    /** Reads a pattern; every text is one. */
    public static Glob parse(String pattern) {
        int[] elements = new int[pattern.length()];
        int count = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length() && isWildcard(pattern.charAt(i + 1))) {
                elements[count++] = pattern.charAt(++i);
            } else if (c != '*') {
                elements[count++] = c == '?' ? ANY_ONE : c;
            } else if (count == 0 || elements[count - 1] != ANY_NUMBER) {
                // a second star after a star would say nothing new
                elements[count++] = ANY_NUMBER;
            }
        }
        return new Glob(Arrays.copyOf(elements, count));
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        return mismatch(text, NO_BARRIER) == NONE;
    }

    /** Whether the pattern's last element is {@code *}. */
    boolean isOpenEnded() {
        return elements.length > 0 && elements[elements.length - 1] == ANY_NUMBER;
    }

    /**
     * Where the text stops matching: the index of the first character that fits no way of reading the pattern, the text's
     * length if it ends too early, or {@link #NONE}.
     *
     * @param barrier the index of a character which no {@code *} may cover but the one that ends the pattern
     */
    int mismatch(String text, int barrier) {
        BitSet reached = new BitSet(elements.length + 1);
        reach(reached, 0);
        for (int position = 0; position < text.length(); position++) {
            reached = step(reached, text.charAt(position), position == barrier);
            if (reached.isEmpty()) {
                return position;
            }
        }
        return reached.get(elements.length) ? NONE : text.length();
    }

    /** All the places in the pattern which one more character leads to. */
    private BitSet step(BitSet reached, char c, boolean barrier) {
        BitSet next = new BitSet(elements.length + 1);
        for (int at = reached.nextSetBit(0); at >= 0 && at < elements.length; at = reached.nextSetBit(at + 1)) {
            int element = elements[at];
            if (element == ANY_NUMBER) {
                if (!barrier || at == elements.length - 1) {
                    reach(next, at);
                }
            } else if (element == ANY_ONE || element == c) {
                reach(next, at + 1);
            }
        }
        return next;
    }

    // as * may stand for nothing, whoever reaches it has also reached what comes after it
    private void reach(BitSet reached, int element) {
        reached.set(element);
        if (element < elements.length && elements[element] == ANY_NUMBER) {
            reached.set(element + 1);
        }
    }

    private static boolean isWildcard(char c) {
        return c == '*' || c == '?';
    }
}
