package io.quarkiverse.cloudfront.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine.Option;

/**
 * The options of all commands, and the streams to which they print: text for people, or with {@code --json} one object for
 * programs. Signatures are left out.
 */
public final class Output {

    private static final Pattern SIGNATURE = Pattern.compile("(?i)(signature(?:=|%3D|%253D))[^&;'\"\\s<>%,]+");
    /** A word that is longer than the names of files and hosts. A signature has at least 88 characters. */
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9+~_=-]{80,}");

    /** Control characters, characters that are invisible or change the direction of text, and unpaired surrogates. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    /** The exit code if the command has succeeded, or if CloudFront serves the object. */
    public static final int FINE = 0;
    /** The exit code if CloudFront refuses the request, or if the program refuses to carry out the command. */
    public static final int REFUSED = 1;
    /** The exit code if the answer is not known, because a key or a file is missing, or the arguments are wrong. */
    public static final int UNKNOWN = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Progress progress;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = { "-h", "--help" }, usageHelp = true, description = "Print this help.")
    private boolean help;

    public Output(PrintStream out, PrintStream err, Progress progress) {
        this.out = out;
        this.err = err;
        this.progress = progress;
    }

    public boolean isJson() {
        return json;
    }

    /** Prints the result in the format that the user has chosen. */
    public void result(List<String> text, Map<String, ?> object) {
        print(out, (json ? Json.write(object).lines() : text.stream()).map(Output::redact));
    }

    /** Like {@link #result}, but does not remove signatures, because the user has asked for a signature or for a script. */
    public void verbatim(List<String> text, Map<String, ?> object) {
        print(out, json ? Json.write(object).lines() : text.stream());
    }

    /** Prints an object, even if the user did not ask for JSON. */
    public void json(Map<String, ?> object) {
        print(out, Json.write(object).lines().map(Output::redact));
    }

    /** Shows on a terminal what the command is doing, until it does something else. */
    public void progress(String step) {
        if (!json) {
            progress.show(printable(redact(step)));
        }
    }

    /** Prints what the command has done, or the reason why there is no result. */
    public void error(String line) {
        print(err, Stream.of(redact(line)));
    }

    /**
     * Escapes characters in all output, because text from files, arguments, and AWS could otherwise hide or forge lines on a
     * terminal. The escapes are valid in JSON and JavaScript, too.
     */
    private static String printable(String line) {
        return UNPRINTABLE.matcher(line).replaceAll(found -> found.group().chars()
                .mapToObj(c -> String.format(Locale.ROOT, "\\\\u%04X", c)).collect(Collectors.joining()));
    }

    private void print(PrintStream to, Stream<String> lines) {
        // otherwise, the progress line could appear between clearing and printing
        synchronized (progress) {
            progress.clear();
            lines.map(Output::printable).forEach(to::println);
            to.flush();
        }
    }

    /** Removes signatures from text, wherever they come from: a mistyped command, a policy, or the query of a URL. */
    private static String redact(String text) {
        return SIGNATURE.matcher(text).replaceAll("$1...");
    }

    /** Like {@link #redact}, but also removes text that may be a signature without its parameter name. */
    static String redactArguments(String text) {
        return LONG_WORD.matcher(redact(text)).replaceAll("...");
    }
}
