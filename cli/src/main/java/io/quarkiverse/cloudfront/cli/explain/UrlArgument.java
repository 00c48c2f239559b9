package io.quarkiverse.cloudfront.cli.explain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The URL on the command line, or in the standard input, which a shell's history does not keep. */
final class UrlArgument {

    private static final int LONGEST = 100_000;

    private UrlArgument() {
    }

    static String read(String argument) throws IOException {
        return argument.equals("-") ? new String(System.in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip() : argument;
    }
}
