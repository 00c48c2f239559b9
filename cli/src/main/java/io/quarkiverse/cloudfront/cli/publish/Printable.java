package io.quarkiverse.cloudfront.cli.publish;

import java.util.HexFormat;
import java.util.function.IntPredicate;

/**
 * Text of a file for a terminal or a log: whole, but without characters that could hide or forge a part of the output.
 */
final class Printable {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Printable() {
    }

    /** Non-ASCII characters do not belong in a URI, and could look like ASCII characters. */
    static String uri(String uri) {
        return escape(uri, c -> c >= ' ' && c <= '~');
    }

    static String name(String name) {
        return escape(name, c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.LINE_SEPARATOR && Character.getType(c) != Character.PARAGRAPH_SEPARATOR);
    }

    private static String escape(String text, IntPredicate printable) {
        StringBuilder printed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (printable.test(c)) {
                printed.append(c);
            } else {
                printed.append("\\u").append(HEX.toHexDigits(c));
            }
        }
        return printed.toString();
    }
}
