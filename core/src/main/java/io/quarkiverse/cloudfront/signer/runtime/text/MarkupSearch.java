package io.quarkiverse.cloudfront.signer.runtime.text;

/**
 * Finds what delimits markup.
 */
final class MarkupSearch {

    private MarkupSearch() {
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    static boolean isOfName(char c) {
        return !isSpace(c) && c != '/' && c != '>';
    }

    /** Of those that can begin a tag in HTML. */
    static boolean isLetter(String text, int index) {
        return index < text.length() && text.charAt(index) < 128 && Character.isLetter(text.charAt(index));
    }

    /**
     * @return the limit if there is none before it
     */
    static int indexOf(char c, String text, int from, int limit) {
        int i = from;
        while (i < limit && text.charAt(i) != c) {
            i++;
        }
        return i;
    }

    /**
     * @return the length of the text if there is none
     */
    static int nextTag(String text, int from) {
        int open = text.indexOf('<', from);
        return open < 0 ? text.length() : open;
    }

    static int endOfWord(String text, int from) {
        int i = from;
        while (i < text.length() && !isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Whether a tag could begin in between. */
    static boolean hasTag(String text, int from, int to) {
        for (int i = indexOf('<', text, from, to); i < to; i = indexOf('<', text, i + 1, to)) {
            if (isLetter(text, i + 1)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The next closing angle bracket, on the same line and before another opening one.
     *
     * @return -1 if there is none
     */
    static int closingAngle(String text, int from) {
        int i = from;
        while (i < text.length() && "<>\n".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return text.startsWith(">", i) ? i : -1;
    }

    /** Whether nothing but the prefixes of lists and quotations in Markdown is before it. */
    static boolean isFirstOfLine(String text, int index) {
        int i = index - 1;
        while (i >= 0 && " \t>*+-.)0123456789".indexOf(text.charAt(i)) >= 0) {
            i--;
        }
        return i < 0 || text.charAt(i) == '\n' || text.charAt(i) == '\r';
    }

    /**
     * Where a comment or an element ends.
     *
     * @param closing what closes a comment, or the beginning of an end tag
     * @return the length of the text if nothing does
     */
    static int endAt(String text, String closing, int from) {
        int i = text.indexOf(closing.substring(0, 2), from);
        while (i >= 0 && !isAt(text, closing, i)) {
            i = text.indexOf(closing.substring(0, 2), i + 1);
        }
        return i < 0 ? text.length() : i;
    }

    private static boolean isAt(String text, String closing, int index) {
        int end = index + closing.length();
        return text.regionMatches(true, index, closing, 0, closing.length())
                && (closing.endsWith(">") || end < text.length() && !isOfName(text.charAt(end)));
    }
}
