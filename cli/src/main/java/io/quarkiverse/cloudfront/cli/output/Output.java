package io.quarkiverse.cloudfront.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import picocli.CommandLine.Option;

/**
 * The options of all commands, and where they print: text for people, or with {@code --json} one object for programs.
 * Signatures are left out.
 */
public final class Output {

    private static final Pattern SIGNATURE = Pattern.compile("(?i)(signature(?:=|%3D|%253D))[^&;'\"\\s<>%,]+");
    /** Longer than the names of files and hosts. A signature has 88 characters or more. */
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9+~_=-]{80,}");

    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = { "-h", "--help" }, usageHelp = true, description = "Print this help.")
    private boolean help;

    public Output(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public boolean isJson() {
        return json;
    }

    /** Prints the result, in the form that the user wants. */
    public void result(List<String> text, Map<String, ?> object) {
        print(text, object, Output::redact);
    }

    /** Like {@link #result}, but with the signature that the user has asked for. */
    public void signed(List<String> text, Map<String, ?> object) {
        print(text, object, UnaryOperator.identity());
    }

    private void print(List<String> text, Map<String, ?> object, UnaryOperator<String> shown) {
        List<String> lines = json ? List.of(Json.write(object)) : text;
        lines.forEach(line -> out.println(shown.apply(line)));
        out.flush();
    }

    public void json(Map<String, ?> object) {
        out.println(redact(Json.write(object)));
        out.flush();
    }

    /** Prints a progress message, or the reason why there is no result. */
    public void error(String line) {
        err.println(redact(line));
        err.flush();
    }

    /** A message that repeats arguments, which may be pieces of a signed URL. */
    public void wrongArguments(String message) {
        error(redactArguments(message));
    }

    /** For output that is neither text nor JSON. */
    public PrintStream stream() {
        return out;
    }

    /** Takes signatures out of text, wherever they come from: a mistyped command, a policy, or the query of a URL. */
    private static String redact(String text) {
        return SIGNATURE.matcher(text).replaceAll("$1...");
    }

    /** Also removes text that may be a signature without its parameter name. */
    static String redactArguments(String text) {
        return LONG_WORD.matcher(redact(text)).replaceAll("...");
    }
}
