package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the end of a URL between words.
 *
 * @param quoted whether there is a ' before the URL, which therefore also ends it
 */
record UrlEnd(String text, boolean markup, boolean quoted) {

    /** Entities that are not part of a URL, such as quotes. All others are, or are unknown. */
    static final String END_ENTITY = "&(?:quot|lt|gt|apos|nbsp|[lr][sd]quo|[lr]aquo|hellip"
            + "|#0{0,6}(?:34|39|60|62|160|171|187|82\\d\\d)|#[xX]0{0,6}(?:22|27|3[cCeE]|[aA]0|[aAbB][bB]|20[12]\\w));";

    private static final Pattern ENTITY = Pattern.compile(END_ENTITY);

    private static final int LONGEST_ENTITY = 12;
    private static final String SENTENCE = ".,;:!?'";

    /**
     * @param from an index in it
     * @param limit where the place ends, and the URL ends no later
     * @return -1 if it continues with a character that browsers encode
     */
    int find(int from, int limit) {
        int open = 0;
        int i = from;
        for (; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[') {
                open++;
            } else if (c == ')' || c == ']') {
                open--;
            }
            if (open < 0 || isEnd(c, i)) {
                break;
            } else if (c == '{' || c == '^' || c > 127 || c == '*' || c == '\\') {
                return -1;
            }
        }
        return withoutSentence(from, i);
    }

    private boolean isEnd(char c, int index) {
        return c <= ' ' || "\"<>`|}\u007f".indexOf(c) >= 0 || c == '\'' && quoted
                || c > 127 && !Character.isLetterOrDigit(c) && !Character.isSurrogate(c) && !isWord(index + 1, c)
                || c == ',' && text.startsWith("http", index + 1)
                || c == '*' && !isWord(index + 1, '*')
                || c == '\\' && !isWord(index + 1, '\\')
                || c == '&' && markup && isEndEntity(index);
    }

    /** Whether the same word continues after a character that may be repeated. */
    private boolean isWord(int index, char repeated) {
        int i = index;
        while (i < text.length() && text.charAt(i) == repeated) {
            i++;
        }
        if (repeated == '\\' && i < text.length() && "\"'nrtu".indexOf(text.charAt(i)) >= 0) {
            return false;
        }
        while (i < text.length() && SENTENCE.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || "/%_~-=&".indexOf(text.charAt(i)) >= 0);
    }

    private boolean isEndEntity(int index) {
        Matcher entity = ENTITY.matcher(text);
        return entity.region(index, text.length()).lookingAt();
    }

    private int withoutSentence(int from, int to) {
        int end = to;
        while (end > from + 1 && SENTENCE.indexOf(text.charAt(end - 1)) >= 0
                && !(markup && text.charAt(end - 1) == ';' && isEntityBefore(end))) {
            end--;
        }
        return end;
    }

    private boolean isEntityBefore(int end) {
        int i = end - 2;
        while (i > end - LONGEST_ENTITY && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '#')) {
            i--;
        }
        return text.charAt(i) == '&';
    }
}
