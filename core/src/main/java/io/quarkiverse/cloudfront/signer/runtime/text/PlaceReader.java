package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.text.ForeignUrls.End;

/**
 * Reads a text once, from place to place. Programs disagree about where a comment, a section, or the content of some elements
 * ends. If they could disagree in a text, the rest of the text is unclear.
 */
final class PlaceReader {

    /** The end of a paragraph in Markdown, which also ends tags. */
    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");
    /** A comment that ends earlier for some programs. */
    private static final Pattern UNCLEAR_COMMENT = Pattern.compile("-?>|[\\s\\S]*--!>");

    private final String text;
    private final boolean markup;
    private final ForeignUrls foreign;
    private final @Nullable EscapedPieces escaped;
    private final Ends ends;
    private final SpecialElements elements = new SpecialElements();
    private Place place = Place.WORDS;
    /** The indexes at which the current place begins and, if it has a known end, ends. */
    private int start;
    private int close;
    /** Whether the value ends at {@link #close} because of a delimiter, and not because the text ends. */
    private boolean closed;
    private int at;
    private int nextTag = -1;
    private int paragraphEnd = -1;
    /** Whether a program that joins pieces of text could still be inside a tag. */
    private boolean unclearWords;
    /**
     * The end of a section in which an unclear tag can continue, or of a tag that can belong to a URL. URLs before this index
     * are unclear.
     */
    private int unclearUntil;
    /** The element that has been opened, if its content is special; otherwise empty. */
    private String special = "";
    private int open;
    /** Whether a line has begun with a tag. Such a tag can continue after a blank line. */
    private boolean htmlBlocks;

    /**
     * @param markup whether the text is HTML or XML, and not Markdown or plain text
     * @param foreign is notified of each place
     * @param escaped is notified of each piece; null if escaped HTML is treated as text
     */
    PlaceReader(String text, boolean markup, ForeignUrls foreign, @Nullable EscapedPieces escaped) {
        this.text = text;
        this.markup = markup;
        this.foreign = foreign;
        this.escaped = escaped;
        this.ends = new Ends(text);
        foreign.enter(0, endOfWords());
    }

    Place place() {
        return place;
    }

    /** The index at which the current place begins. */
    int start() {
        return start;
    }

    /** The index that a URL in the current place must not exceed. */
    int limit() {
        return place == Place.WORDS ? text.length() : close;
    }

    /** The end of the text that a program shows as one piece. */
    int endOfPiece() {
        return place == Place.WORDS ? Math.min(nextTag, ends.section()) : close;
    }

    /** Whether a URL can begin here, after {@link #advance}. */
    boolean canHaveUrl(int index) {
        boolean readable = switch (place) {
            case WORDS -> true;
            case TAG, OPAQUE, UNCLEAR -> false;
            case VALUE, LIST, URL -> closed;
        };
        return readable && index >= Math.max(start, unclearUntil);
    }

    /** Whether a program that joins pieces of text could be inside a tag here. */
    boolean isUnclearForJoined() {
        return place == Place.WORDS && unclearWords;
    }

    /** Reads the text up to an index. Does nothing if the text has been read further. */
    void advance(int to) {
        while (at < to && place != Place.UNCLEAR) {
            if (isBlankLineInTag()) {
                enter(place == Place.TAG && !htmlBlocks ? Place.WORDS : Place.UNCLEAR, paragraphEnd);
            } else if (place == Place.WORDS) {
                toTag(to);
            } else if (place == Place.TAG) {
                toValue();
            } else if (close >= to) {
                at = to;
            } else if (place == Place.OPAQUE) {
                enter(Place.WORDS, close);
            } else {
                enter(text.charAt(close) == '>' && isAngle() ? Place.WORDS : Place.TAG, close + (isQuoted() ? 1 : 0));
            }
        }
    }

    private boolean isBlankLineInTag() {
        boolean inTag = place != Place.WORDS && place != Place.OPAQUE;
        return !markup && inTag && (place == Place.TAG ? at : close) >= paragraphEnd;
    }

    private boolean isAngle() {
        return text.charAt(start - 1) == '<';
    }

    private boolean isQuoted() {
        return "\"'<".indexOf(text.charAt(start - 1)) >= 0;
    }

    private End endOfWords() {
        return markup ? End.SPACE : End.SPACE_OUTSIDE_OF_LINKS;
    }

    private void enter(Place next, int index) {
        place = next;
        start = index;
        beginPiece(index);
        foreign.enter(index, switch (next) {
            case VALUE -> End.PLACE;
            case LIST -> End.SPACE;
            default -> endOfWords();
        });
    }

    private void enterValue(Place next, int from, int to, int limit) {
        boolean unclear = ends.areInValue(from, to) || !markup && MarkupSearch.hasTag(text, from, to);
        enter(unclear ? Place.UNCLEAR : next, from);
        close = to;
        closed = to < limit;
    }

    private void toTag(int to) {
        if (nextTag < at) {
            nextTag = MarkupSearch.nextTag(text, at);
            passPlainTags(to);
        }
        int end = Math.min(nextTag, ends.section());
        if (end >= to) {
            at = to;
            return;
        }
        unclearWords = unclearWords || escaped != null && !escaped.isCompleteUntil(end);
        beginPiece(end);
        if (end == ends.section()) {
            ends.leaveSection();
        } else if (text.startsWith("<!--", end)) {
            enterComment(end + 4);
        } else {
            openTag(end);
        }
    }

    /** Fast path: skips tags that only separate words, as most tags do. */
    private void passPlainTags(int to) {
        int limit = markup && ends.areFar() ? Math.min(to, escaped == null ? to : escaped.next()) : at;
        int words = at;
        for (int end = SpecialElements.endOfPlainTag(text, nextTag, limit); end > 0; end = SpecialElements.endOfPlainTag(text,
                nextTag, limit)) {
            words = end;
            nextTag = MarkupSearch.nextTag(text, end);
        }
        if (words > at) {
            enter(Place.WORDS, words);
        }
    }

    private void beginPiece(int index) {
        at = index;
        if (escaped != null) {
            escaped.begin(index);
        }
    }

    private void enterComment(int from) {
        int end = MarkupSearch.endAt(text, "-->", from);
        if (!markup && foreign.isBefore(from - 4)) {
            unclearUntil = MarkupSearch.endOfWord(text, end);
        }
        enterOpaque(from, end, UNCLEAR_COMMENT.matcher(text).region(from, end).lookingAt());
    }

    private void enterOpaque(int from, int to, boolean unclear) {
        enterValue(unclear ? Place.UNCLEAR : Place.OPAQUE, from, to, text.length());
    }

    private void openTag(int index) {
        open = index;
        at = index + 1;
        boolean closing = text.startsWith("/", at);
        int name = closing ? at + 1 : at;
        boolean inUrl = !markup && foreign.isBefore(index);
        if (paragraphEnd < index) {
            Matcher blank = BLANK_LINE.matcher(text);
            paragraphEnd = !markup && blank.find(index) ? blank.start() : text.length();
        }
        if (!MarkupSearch.isLetter(text, name)) {
            if (!inUrl) {
                passOther(at < text.length() ? text.charAt(at) : ' ');
            }
            return;
        }
        int end = name;
        boolean scheme = false;
        while (end < text.length() && MarkupSearch.isOfName(text.charAt(end))) {
            scheme |= text.charAt(end++) == ':';
        }
        int angle = !markup && scheme && !inUrl ? MarkupSearch.closingAngle(text, at) : -1;
        if (angle >= 0) {
            enterValue(Place.URL, at, angle, endOfTags());
            return;
        }
        if (inUrl) {
            // in Markdown, the URL continues, but in HTML, this is a tag
            unclearUntil = MarkupSearch.endOfWord(text, MarkupSearch.indexOf('>', text, end, endOfTags()));
        }
        htmlBlocks |= !markup && MarkupSearch.isFirstOfLine(text, index);
        special = closing ? "" : elements.open(text, name, end);
        if (end < text.length() && text.charAt(end) == '>') {
            leaveTag(end + 1);
        } else {
            enter(Place.TAG, end);
        }
    }

    /** Reads on after an angle bracket that does not begin a tag. */
    private void passOther(char next) {
        boolean section = markup && text.startsWith("![CDATA[", at);
        if (section) {
            ends.enterSection(at);
            unclearUntil = unclearWords ? ends.section() : unclearUntil;
            beginPiece(at);
        } else if (next == '?' || next == '!' && (markup || MarkupSearch.isLetter(text, at + 1)) || markup && next == '/') {
            int end = MarkupSearch.indexOf('>', text, at, text.length());
            enterOpaque(at, end, isUnclear(next, end));
        } else if (escaped != null && "&<]".indexOf(next) >= 0) {
            unclearWords = true;
        } else if (!markup && MarkupSearch.closingAngle(text, at) >= 0) {
            enterValue(Place.VALUE, at, MarkupSearch.closingAngle(text, at), text.length());
        }
    }

    /**
     * Whether an instruction or a document type could end later in XML than in HTML, because in XML, it can contain angle
     * brackets.
     */
    private boolean isUnclear(char kind, int end) {
        return kind == '?' && text.charAt(end - 1) != '?' || kind == '!' && MarkupSearch.indexOf('[', text, at, end) < end;
    }

    private void toValue() {
        Attribute next = Attribute.next(text, at, endOfTags());
        switch (next.kind()) {
            case WORDS -> leaveTag(next.from());
            case TAG -> at = next.from();
            default -> enterValue(next.kind(), next.from(), next.to(), endOfTags());
        }
    }

    private void leaveTag(int index) {
        if (ends.areInTag(open + 1, index)) {
            enter(Place.UNCLEAR, index);
        } else if (special.equals(SpecialElements.NO_SCRIPT)) {
            enter(ends.enterNoScript(special, index) ? Place.WORDS : Place.UNCLEAR, index);
        } else if (special.isEmpty()) {
            enter(Place.WORDS, index);
        } else {
            int end = MarkupSearch.endAt(text, "</" + special, index);
            enterOpaque(index, end, end < text.length() && isUnclear(text.substring(index, end)));
        }
    }

    /** Whether programs could see different ends of the special element. */
    private boolean isUnclear(String content) {
        return SpecialElements.isUnclear(special, content)
                || elements.isMarkupForSome(special) && !TextPlaces.ofPart(content).isComplete();
    }

    private int endOfTags() {
        return markup ? text.length() : paragraphEnd;
    }
}
