package io.quarkiverse.cloudfront.cli.output;

import java.util.regex.Pattern;

/** Takes signatures out of text, wherever they come from: a mistyped command, a policy, or the query of a URL. */
final class Redaction {

    private static final Pattern SIGNATURE = Pattern.compile("(?i)(signature(?:=|%3D|%253D))[^&;'\"\\s<>%,]+");
    /** Longer than the names of files and hosts. A signature has 88 characters or more. */
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9+~_=-]{80,}");

    private Redaction() {
    }

    static String of(String text) {
        return SIGNATURE.matcher(text).replaceAll("$1...");
    }

    /** Also removes text that may be a signature without its parameter name. */
    static String ofArguments(String text) {
        return LONG_WORD.matcher(of(text)).replaceAll("...");
    }
}
