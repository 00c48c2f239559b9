package io.quarkiverse.cloudfront.cli.explain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The URL on the command line, or on the standard input, which does not appear in a shell's history. */
final class UrlArgument {

    private static final int LONGEST = 100_000;

    private UrlArgument() {
    }

    static String read(String argument) throws IOException {
        return argument.equals("-") ? new String(System.in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip() : argument;
    }
}
