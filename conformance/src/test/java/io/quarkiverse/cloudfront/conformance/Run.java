package io.quarkiverse.cloudfront.conformance;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.quarkiverse.cloudfront.cli.Program;

/**
 * One run of the runner.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its error output
 */
record Run(int exitCode, String out, String err) {

    static Run of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Program.commandLine(new Conformance(), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)).execute(arguments);
        return new Run(exitCode, text(out), text(err));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
