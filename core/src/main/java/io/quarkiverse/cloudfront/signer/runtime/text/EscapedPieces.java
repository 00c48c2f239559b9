package io.quarkiverse.cloudfront.signer.runtime.text;

import org.jspecify.annotations.Nullable;

/**
 * The pieces of a text that may contain escaped HTML, which are the words between tags and the values of attributes. A program
 * may join pieces, so the HTML of each piece must be complete.
 */
final class EscapedPieces {

    private final String text;
    private int begin;
    private int next = -1;
    private @Nullable EscapedMarkup piece;

    EscapedPieces(String text) {
        this.text = text;
    }

    void begin(int index) {
        begin = index;
        piece = null;
    }

    /**
     * Whether a URL in the text is also a separate URL in the escaped HTML, if there is any.
     *
     * @param to the index at which the piece ends
     */
    boolean hasUrl(int url, int path, int end, int to) {
        if (piece == null && isEscapedBefore(url)) {
            piece = new EscapedMarkup(text, begin, to);
        }
        return piece == null || piece.hasUrl(url, path, end);
    }

    private boolean isEscapedBefore(int index) {
        return next() < index;
    }

    /** The index at which the next escaped tag begins. */
    int next() {
        if (next < begin) {
            next = EscapedMarkup.next(text, begin);
        }
        return next;
    }

    /** Continues after a URL. */
    void pass(int end) {
        if (piece != null) {
            piece.pass(end);
        }
    }

    boolean isCompleteUntil(int end) {
        return !isEscapedBefore(end) || new EscapedMarkup(text, begin, end).isComplete();
    }
}
