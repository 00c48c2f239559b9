package io.quarkiverse.cloudfront.edge.verify.request;

/** Makes text from a viewer safe to log: printable ASCII of limited length. */
public final class Printable {

    private static final int MAX_LENGTH = 120;
    private static final int MAX_WORD_LENGTH = 24;

    private Printable() {
    }

    /** Replaces all characters except printable ASCII, so that the text cannot forge log lines or hide in a line. */
    public static String of(String text) {
        StringBuilder printable = text.chars().limit(MAX_LENGTH).map(c -> c >= ' ' && c < 127 ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return printable + (text.length() > MAX_LENGTH ? "..." : "");
    }

    /**
     * A short value in quotes. Of a long value, only the length is given, because signatures and keys can end up in the wrong
     * parameter and must not be logged.
     */
    public static String word(String value) {
        return value.length() > MAX_WORD_LENGTH ? "a text of " + value.length() + " characters" : "'" + of(value) + "'";
    }
}
