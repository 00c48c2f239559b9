package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the end of a URL between words.
 *
 * @param quoted whether a {@code '} precedes the URL, so that another {@code '} ends the URL
 */
record UrlEnd(String text, boolean markup, boolean quoted) {

    /** Entities that are not part of a URL, such as quotes. All other entities are part of a URL, or are unknown. */
    static final String END_ENTITY = "&(?:quot|lt|gt|apos|nbsp|[lr][sd]quo|[lr]aquo|hellip"
            + "|#0{0,6}(?:34|39|60|62|160|171|187|82\\d\\d)|#[xX]0{0,6}(?:22|27|3[cCeE]|[aA]0|[aAbB][bB]|20[12]\\w));";

    private static final Pattern ENTITY = Pattern.compile(END_ENTITY);

    private static final int LONGEST_ENTITY = 12;
    private static final String SENTENCE = ".,;:!?'";

    /**
     * @param from an index in the URL
     * @param limit the index at which the place ends, which the URL cannot exceed
     * @return the index at which the URL ends; -1 if the URL continues with a character that browsers encode
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

    /** Whether the same word continues after the repetitions of a character. */
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
