package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells where in a text a URL can begin and end. A URL inside another URL must not be signed, because a browser sends it to the
 * host of the outer URL. The text is read only once, so callers must ask in the order of the text.
 */
final class TextPlaces {

    private static final Pattern BEGIN_OF_TAG = Pattern.compile("<[/!?\\[-]*$");

    private final String text;
    private final boolean markup;
    private final ForeignUrls foreign;
    private final @Nullable EscapedPieces escaped;
    private final PlaceReader reader;

    /**
     * @param markup whether the text is HTML or XML, and not Markdown or plain text
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

    /** Creates the places of HTML that was escaped, or of content that only some programs read as markup. */
    static TextPlaces ofPart(String html) {
        return new TextPlaces(html, true, false);
    }

    /**
     * The index at which a URL ends.
     *
     * @param url the index at which the URL begins, which must not be less than in an earlier call
     * @param path the index at which its path begins
     * @return -1 if this is not a separate URL, or if it has characters that browsers encode
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

    /** Continues after a URL. Unlike a foreign URL, it does not affect the rest of its word. */
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

    /** Whether a URL can begin after the preceding character, and does not just continue a longer word. */
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
            // browsers replace NUL, and remove spaces and all other control characters
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
