package io.quarkiverse.cloudfront.signer.runtime.text;

/**
 * Finds the delimiters of markup.
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

    /** Whether a character is one of the letters with which a tag in HTML can begin. */
    static boolean isLetter(String text, int index) {
        return index < text.length() && text.charAt(index) < 128 && Character.isLetter(text.charAt(index));
    }

    /**
     * @return the limit if the character does not occur before it
     */
    static int indexOf(char c, String text, int from, int limit) {
        int i = from;
        while (i < limit && text.charAt(i) != c) {
            i++;
        }
        return i;
    }

    /**
     * @return the length of the text if there is no tag
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

    /** Whether a tag could begin between two indexes. */
    static boolean hasTag(String text, int from, int to) {
        for (int i = indexOf('<', text, from, to); i < to; i = indexOf('<', text, i + 1, to)) {
            if (isLetter(text, i + 1)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The index of the next closing angle bracket, if it is on the same line and before any opening angle bracket.
     *
     * @return -1 if there is no such bracket
     */
    static int closingAngle(String text, int from) {
        int i = from;
        while (i < text.length() && "<>\n".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return text.startsWith(">", i) ? i : -1;
    }

    /** Whether only the prefixes of lists and quotations in Markdown precede an index on its line. */
    static boolean isFirstOfLine(String text, int index) {
        int i = index - 1;
        while (i >= 0 && " \t>*+-.)0123456789".indexOf(text.charAt(i)) >= 0) {
            i--;
        }
        return i < 0 || text.charAt(i) == '\n' || text.charAt(i) == '\r';
    }

    /**
     * The index at which a comment or an element ends.
     *
     * @param closing the end of a comment, or the beginning of an end tag
     * @return the length of the text if nothing closes the comment or element
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
