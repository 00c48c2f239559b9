package io.quarkiverse.cloudfront.edge.verify.request;

/** Makes text that a viewer sent fit for a log line: printable ASCII, and not long. */
public final class Printable {

    private static final int MAX_LENGTH = 120;
    private static final int MAX_WORD_LENGTH = 24;

    private Printable() {
    }

    /** The text with everything but printable ASCII replaced, so that it can neither forge a log line nor hide in one. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_LENGTH); i++) {
            char c = text.charAt(i);
            printable.append(c >= ' ' && c < 127 ? c : '?');
        }
        return text.length() > MAX_LENGTH ? printable.append("...").toString() : printable.toString();
    }

    /**
     * A short value in quotes. A long one is only counted: signatures and keys end up in the wrong parameter too, and are not
     * for logs.
     */
    public static String word(String value) {
        return value.length() > MAX_WORD_LENGTH ? "a text of " + value.length() + " characters" : "'" + of(value) + "'";
    }
}
