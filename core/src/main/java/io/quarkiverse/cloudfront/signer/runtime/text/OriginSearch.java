package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the URLs of some origins in a text, one after the other. The text is read once for each origin.
 */
final class OriginSearch {

    private final String text;
    private final List<Origin> origins;
    /** The index of the next prefix of each origin, or the length of the text. */
    private final int[] next;
    private int found;
    private int path;

    OriginSearch(String text, List<Origin> origins) {
        this.text = text;
        this.origins = origins;
        this.next = new int[origins.size()];
        Arrays.fill(next, -1);
    }

    /**
     * Finds the next URL.
     *
     * @param from the index from which to search, which must not be less than in an earlier call
     */
    boolean find(int from) {
        found = 0;
        for (int i = 0; i < next.length; i++) {
            if (next[i] < from) {
                next[i] = next(origins.get(i), from);
            }
            found = next[i] < next[found] ? i : found;
        }
        if (start() == text.length()) {
            return false;
        }
        path = origin().path(text, start());
        return true;
    }

    private int next(Origin origin, int from) {
        int start = text.indexOf(origin.prefix(), from);
        while (start >= 0 && origin.path(text, start) < 0) {
            start = text.indexOf(origin.prefix(), start + 1);
        }
        return start < 0 ? text.length() : start;
    }

    Origin origin() {
        return origins.get(found);
    }

    int start() {
        return next[found];
    }

    int path() {
        return path;
    }
}
