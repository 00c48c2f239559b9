package io.quarkiverse.cloudfront.signer.runtime.text;

import java.util.regex.Pattern;

/**
 * Tells whether a URL of another host has begun before an index and may continue there. Callers must not decrease the index.
 */
final class ForeignUrls {

    /** The places where a URL is certain to end. */
    enum End {
        /** White space. */
        SPACE,
        /** White space, except in the parentheses of a Markdown link, in which some programs read URLs with spaces. */
        SPACE_OUTSIDE_OF_LINKS,
        /** Only the end of the place. */
        PLACE
    }

    /**
     * Text that makes a word a URL of any host, or a part of such a URL. The entities stand for letters, digits, and
     * separators.
     */
    private static final Pattern FOREIGN = Pattern.compile("[/\\\\]{2}|\\b(?:https?|ftp|wss?|file|mailto|sms):"
            + "|&(?:colon|sol|bsol);|&#(?!0*(?:3[489]|4[01]|6[02])\\b|x0*(?:2[26789]|3[ce])\\b)"
            + "(?:0*(?:\\d?\\d|1[01]\\d|12[0-7])|x0*[0-7]?[0-9a-f])\\b", Pattern.CASE_INSENSITIVE);
    /** The characters that browsers remove from URLs. */
    private static final Pattern REMOVED = Pattern.compile("[\\t\\r\\n]|&(?:Tab|NewLine);");

    private final String text;
    private End end = End.SPACE;
    private int read;
    private boolean tainted;
    /** How many parentheses are open in a link. */
    private int link;

    ForeignUrls(String text) {
        this.text = text;
    }

    void enter(int index, End ends) {
        end = ends;
        read = index;
        tainted = false;
        link = 0;
    }

    /** Continues after a URL that is not foreign. */
    void pass(int index) {
        read = index;
        tainted = false;
    }

    boolean isBefore(int index) {
        int from = end == End.PLACE ? read : beginOfWord(index);
        tainted = from == read && tainted || hasForeign(from, index);
        read = index;
        return tainted;
    }

    private int beginOfWord(int index) {
        int from = read;
        for (int i = read; i < index; i++) {
            if (end == End.SPACE_OUTSIDE_OF_LINKS) {
                countParentheses(i);
            }
            from = link == 0 && MarkupSearch.isSpace(text.charAt(i)) ? i + 1 : from;
        }
        return from;
    }

    private void countParentheses(int index) {
        char c = text.charAt(index);
        if (c == '(' && (link > 0 || text.startsWith("]", index - 1))) {
            link++;
        } else if (link > 0 && c == ')' && !text.startsWith("\\", index - 1)) {
            link--;
        } else if (c == '\n' && text.startsWith("\n", index - 1)) {
            link = 0;
        }
    }

    private boolean hasForeign(int from, int to) {
        return end == End.PLACE ? FOREIGN.matcher(REMOVED.matcher(text.substring(from, to)).replaceAll("")).find()
                : FOREIGN.matcher(text).region(from, to).find();
    }
}
