package io.quarkiverse.cloudfront.signer.runtime.text;

import org.jspecify.annotations.Nullable;

/**
 * The pieces of text between tags, and the values of attributes, which may have escaped HTML. A program may join pieces, so the
 * HTML of each piece must be complete.
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
     * Whether it is also a URL of its own in the escaped HTML.
     *
     * @param to where the piece ends
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

    /** Where the next escaped tag begins. */
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
