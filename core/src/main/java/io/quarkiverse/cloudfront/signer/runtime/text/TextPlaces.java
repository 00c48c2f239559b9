package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells where in a text a URL can begin, and where it ends. A browser sends a URL that is inside another one to the host of
 * that
 * one, so it must not be signed. The reader goes through the text once, in the order of the questions.
 */
final class TextPlaces {

    private enum Place {
        /** Between tags. */
        WORDS,
        /** In a tag, and not in the value of an attribute. */
        TAG,
        /** A value with several URLs, or with other text. */
        VALUE,
        /** A value that is one URL. */
        URL,
        /** A comment, or an element whose content is not markup. */
        OPAQUE
    }

    /** Makes a word a URL, or part of one, of any host. Entities are those of letters, digits, and separators. */
    private static final Pattern FOREIGN = Pattern.compile("[/\\\\]{2}|\\b(?:https?|ftp|wss?|file):|&(?:colon|sol|bsol);"
            + "|&#(?!0{0,6}(?:3[489]|4[01]|6[02])\\b|x0{0,6}(?:2[26789]|3[ce])\\b)"
            + "(?:0{0,6}(?:\\d?\\d|1[01]\\d|12[0-7])|x0{0,6}[0-7]?[0-9a-f])\\b", Pattern.CASE_INSENSITIVE);

    /** The end of a paragraph in Markdown, which also ends tags. */
    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");

    private static final Pattern ATTRIBUTES_WITH_TEXT = Pattern.compile("data-.*|(?:image)?srcset|style|title|alt",
            Pattern.CASE_INSENSITIVE);
    private static final int SHORTEST_RAW = 3;
    private static final int LONGEST_RAW = 9;
    private static final String BEGIN_OF_RAW = "stxinpSTXINP";
    private static final Set<String> RAW_ELEMENTS = Set.of("script", "style", "textarea", "title", "xmp", "iframe", "noembed",
            "noframes", "plaintext");

    private final String text;
    private final boolean markup;
    private final Matcher foreign;
    private Place place = Place.WORDS;
    /** Where the place begins, and where it ends if it is a value. */
    private int start;
    private int close;
    /** Whether the value really ends there, and not with the text. */
    private boolean closed;
    private int at;
    private int nextTag = -1;
    private int paragraphEnd = -1;
    /** The element that has been opened, if its content is not markup. */
    private String rawElement = "";
    /** Up to where words have been read, and whether the last one has another URL. */
    private int read;
    private boolean tainted;

    /**
     * @param markup whether it is HTML or XML, and not Markdown or plain text
     */
    TextPlaces(String text, boolean markup) {
        this.text = text;
        this.markup = markup;
        this.foreign = FOREIGN.matcher(text);
    }

    /**
     * Where a URL ends.
     *
     * @param url where it begins, and not before an earlier one
     * @param path where its path begins
     * @return -1 if it is not a URL of its own, or has characters that browsers encode
     */
    int end(int url, int path) {
        advance(url);
        if (url < start || place == Place.TAG || place == Place.OPAQUE || place != Place.WORDS && !closed) {
            return -1;
        } else if (place == Place.URL) {
            return endOfValue(url);
        } else if (isTainted(url) || !mayFollow(url)) {
            return -1;
        }
        return new UrlEnd(text, markup, url > start && text.charAt(url - 1) == '\'').find(path,
                place == Place.VALUE ? close : text.length());
    }

    /** Goes on after a URL, which does not make the rest of its word a foreign one. */
    void pass(int end) {
        read = end;
        tainted = false;
    }

    /** Whether the text before is not the beginning of a longer word. */
    private boolean mayFollow(int url) {
        if (url == start) {
            return true;
        }
        char before = text.charAt(url - 1);
        boolean letter = before < 128 && Character.isLetterOrDigit(before);
        return !letter && "/\\:@%&?#.-+$=".indexOf(before) < 0;
    }

    private int endOfValue(int url) {
        for (int i = url - 1; i >= start; i--) {
            if (!isSpace(text.charAt(i))) {
                return -1;
            }
        }
        int end = close;
        while (end > url && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /**
     * Whether the word before an index has the beginning of another URL.
     */
    private boolean isTainted(int index) {
        int from = index;
        while (from > read && !isSpace(text.charAt(from - 1))) {
            from--;
        }
        tainted = from == read && from > start && tainted && !isSpace(text.charAt(from - 1))
                || foreign.region(from, index).find();
        read = index;
        return tainted;
    }

    private void advance(int to) {
        while (at < to) {
            if (place != Place.WORDS && !markup && place != Place.OPAQUE && paragraphEnd < to) {
                enter(Place.WORDS, paragraphEnd);
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

    private boolean isAngle() {
        return text.charAt(start - 1) == '<';
    }

    private boolean isQuoted() {
        return "\"'<".indexOf(text.charAt(start - 1)) >= 0;
    }

    private void enter(Place next, int index) {
        place = next;
        start = index;
        at = index;
        read = index;
        tainted = false;
    }

    private void enterValue(Place next, int from, int to, int limit) {
        enter(next, from);
        close = to;
        closed = to < limit;
    }

    private void toTag(int to) {
        if (nextTag < at) {
            int open = text.indexOf('<', at);
            nextTag = open < 0 ? text.length() : open;
        }
        if (nextTag >= to) {
            at = to;
        } else if (text.startsWith("<!--", nextTag)) {
            enterValue(Place.OPAQUE, nextTag + 4, endAt("-->", nextTag + 4), text.length());
        } else {
            openTag(nextTag);
        }
    }

    private void openTag(int open) {
        at = open + 1;
        boolean closing = text.startsWith("/", at);
        int name = closing ? at + 1 : at;
        if (!isLetter(name) || !markup && isTainted(open)) {
            return;
        }
        if (paragraphEnd < open) {
            Matcher blank = BLANK_LINE.matcher(text);
            paragraphEnd = !markup && blank.find(open) ? blank.start() : text.length();
        }
        int end = name;
        boolean scheme = false;
        while (end < text.length() && isOfName(text.charAt(end))) {
            scheme |= text.charAt(end++) == ':';
        }
        if (!markup && scheme) {
            enterValue(Place.URL, at, indexOf('>', at), limit());
        } else {
            rawElement = closing ? "" : rawElement(name, end);
            if (end < text.length() && text.charAt(end) == '>') {
                leaveTag(end + 1);
            } else {
                enter(Place.TAG, end);
            }
        }
    }

    private static boolean isOfName(char c) {
        return c > ' ' && c != '/' && c != '<' && c != '>';
    }

    /**
     * @return empty if the content of the element is markup
     */
    private String rawElement(int name, int end) {
        // most names are too short, or begin with other letters
        if (end - name < SHORTEST_RAW || end - name > LONGEST_RAW || BEGIN_OF_RAW.indexOf(text.charAt(name)) < 0) {
            return "";
        }
        String element = text.substring(name, end).toLowerCase(Locale.ROOT);
        return RAW_ELEMENTS.contains(element) ? element : "";
    }

    private boolean isLetter(int index) {
        return index < text.length() && Character.isLetter(text.charAt(index));
    }

    /** Reads the name of an attribute, and enters its value; or leaves the tag. */
    private void toValue() {
        int limit = limit();
        int name = at;
        boolean inName = false;
        for (int i = at; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '>') {
                leaveTag(i + 1);
                return;
            } else if (c == '=') {
                enterValue(text.substring(name, i).strip(), i + 1, limit);
                return;
            }
            boolean separates = isSpace(c) || c == '/';
            name = !separates && !inName ? i : name;
            inName = !separates;
        }
        at = limit;
    }

    private void enterValue(String name, int from, int limit) {
        Place kind = ATTRIBUTES_WITH_TEXT.matcher(name).matches() ? Place.VALUE : Place.URL;
        int value = from;
        while (value < limit && isSpace(text.charAt(value))) {
            value++;
        }
        if (value == limit) {
            at = limit;
        } else if (text.charAt(value) == '"' || text.charAt(value) == '\'') {
            enterValue(kind, value + 1, indexOf(text.charAt(value), value + 1), limit);
        } else {
            int end = value;
            while (end < limit && !isSpace(text.charAt(end)) && text.charAt(end) != '>') {
                end++;
            }
            enterValue(kind, value, end, limit);
        }
    }

    private void leaveTag(int index) {
        if (rawElement.isEmpty()) {
            enter(Place.WORDS, index);
        } else {
            enterValue(Place.OPAQUE, index, endAt("</" + rawElement, index), text.length());
        }
    }

    private int limit() {
        return markup ? text.length() : paragraphEnd;
    }

    private int indexOf(char c, int from) {
        int limit = limit();
        int i = from;
        while (i < limit && text.charAt(i) != c) {
            i++;
        }
        return i;
    }

    private int endAt(String closing, int from) {
        int i = text.indexOf(closing.substring(0, 2), from);
        while (i >= 0 && !text.regionMatches(true, i, closing, 0, closing.length())) {
            i = text.indexOf(closing.substring(0, 2), i + 1);
        }
        return i < 0 ? text.length() : i;
    }

    private static boolean isSpace(char c) {
        return c <= ' ';
    }
}
