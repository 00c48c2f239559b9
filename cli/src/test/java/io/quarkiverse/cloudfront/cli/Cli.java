package io.quarkiverse.cloudfront.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One run of the program.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its error output
 */
public record Cli(int exitCode, String out, String err) {

    public static Cli run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Program.commandLine(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)).execute(arguments);
        return new Cli(exitCode, text(out), text(err));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    public List<String> lines() {
        return out.lines().toList();
    }

    public String lastLine() {
        return lines().get(lines().size() - 1);
    }
}
