package io.quarkiverse.cloudfront.edge.verify.policy;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A pattern in which {@code *} stands for any number of characters and {@code ?} for exactly one. After a backslash, both are
 * literal. Matching does not backtrack, so no pattern can make it slow: its time is bounded by the product of both lengths.
 */
public final class Glob {

    /** The result of {@link #mismatch} if the text matches. */
    static final int NONE = -1;
    /** An argument of {@link #mismatch}: wildcards may match all characters. */
    static final int NO_BARRIER = -1;

    // elements that are not characters
    private static final int ANY_ONE = -1;
    private static final int ANY_NUMBER = -2;

    private final int[] elements;

    private Glob(int[] elements) {
        this.elements = elements;
    }

    /** Parses a pattern; every text is valid. */
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
                // consecutive asterisks are equivalent to one
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
     * The index of the first character that does not match, however the wildcards are used. If the text ends too early, the
     * length of the text; if it matches, {@link #NONE}.
     *
     * @param barrier the index of a character that only a {@code *} at the end of the pattern may match
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

    /** All positions in the pattern that are reached with one more character of the text. */
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

    // because * may match nothing, the element after it is also reached
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
