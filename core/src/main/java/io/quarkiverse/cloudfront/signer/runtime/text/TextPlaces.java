package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells where in a text a URL can begin, and where it ends. A browser sends a URL that is inside another one to the host of the
 * other one, so it must not be signed. The questions are in the order of the text, which is read once.
 */
final class TextPlaces {

    private static final Pattern BEGIN_OF_TAG = Pattern.compile("<[/!?\\[-]*$");

    private final String text;
    private final boolean markup;
    private final ForeignUrls foreign;
    private final @Nullable EscapedPieces escaped;
    private final PlaceReader reader;

    /**
     * @param markup whether it is HTML or XML, and not Markdown or plain text
     */
    TextPlaces(String text, boolean markup) {
        this(text, markup, markup);
    }

    private TextPlaces(String text, boolean markup, boolean escapes) {
        this.text = text;
        this.markup = markup;
        this.foreign = new ForeignUrls(text);
        this.escaped = escapes ? new EscapedPieces(text) : null;
        this.reader = new PlaceReader(text, markup, foreign, escaped);
    }

    /** Places in HTML that was escaped, or whose content is markup for some programs only. */
    static TextPlaces ofPart(String html) {
        return new TextPlaces(html, true, false);
    }

    /**
     * Where a URL ends.
     *
     * @param url where it begins, and not before an earlier one
     * @param path where its path begins
     * @return -1 if it is not a URL of its own, or has characters that browsers encode
     */
    int end(int url, int path) {
        reader.advance(url);
        if (!reader.canHaveUrl(url)) {
            return -1;
        } else if (reader.place() == Place.URL) {
            return endOfValue(url);
        } else if (foreign.isBefore(url) || !mayFollow(url)) {
            return -1;
        }
        int end = new UrlEnd(text, markup, url > reader.start() && text.charAt(url - 1) == '\'').find(path, reader.limit());
        return end < 0 || isUrlInEscaped(url, path, end) ? end : -1;
    }

    private boolean isUrlInEscaped(int url, int path, int end) {
        return !reader.isUnclearForJoined() && (escaped == null || escaped.hasUrl(url, path, end, reader.endOfPiece()));
    }

    /** Continues after a URL, which does not make the rest of its word a foreign one. */
    void pass(int end) {
        foreign.pass(end);
        if (escaped != null) {
            escaped.pass(end);
        }
    }

    /** Whether the text ends between tags. */
    boolean isComplete() {
        reader.advance(text.length());
        int last = Math.max(reader.start(), text.lastIndexOf('<'));
        return reader.place() == Place.WORDS && !BEGIN_OF_TAG.matcher(text).region(last, text.length()).find();
    }

    /** Whether the text before is not the beginning of a longer word. */
    private boolean mayFollow(int url) {
        if (url == reader.start()) {
            return true;
        }
        char before = text.charAt(url - 1);
        boolean letter = before < 128 && Character.isLetterOrDigit(before);
        return !letter && "/\\:@%&?#.-+$=".indexOf(before) < 0;
    }

    private int endOfValue(int url) {
        for (int i = url - 1; i >= reader.start(); i--) {
            // browsers replace NUL, and remove all others
            if (text.charAt(i) > ' ' || text.charAt(i) == 0) {
                return -1;
            }
        }
        int end = reader.limit();
        while (end > url && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return end;
    }
}
