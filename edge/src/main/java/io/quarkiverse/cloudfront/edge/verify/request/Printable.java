package io.quarkiverse.cloudfront.edge.verify.request;

/** Makes text from a viewer safe to log: printable ASCII of limited length. */
public final class Printable {

    private static final int MAX_LENGTH = 120;
    private static final int MAX_WORD_LENGTH = 24;

    private Printable() {
    }

    /** The text with all characters except printable ASCII replaced, so that it cannot forge log lines or hide in one. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_LENGTH); i++) {
            char c = text.charAt(i);
            printable.append(c >= ' ' && c < 127 ? c : '?');
        }
        return text.length() > MAX_LENGTH ? printable.append("...").toString() : printable.toString();
    }

    /**
     * A short value in quotes. For a long one, only its length is given, because signatures and keys can end up in the wrong
     * parameter and must not be logged.
     */
    public static String word(String value) {
        return value.length() > MAX_WORD_LENGTH ? "a text of " + value.length() + " characters" : "'" + of(value) + "'";
    }
}
