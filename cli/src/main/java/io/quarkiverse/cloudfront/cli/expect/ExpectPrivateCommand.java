package io.quarkiverse.cloudfront.cli.expect;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.expect.PathAnswer.Outcome;
import io.quarkiverse.cloudfront.cli.http.Connection;
import io.quarkiverse.cloudfront.cli.http.Target;
import io.quarkiverse.cloudfront.cli.key.SigningOptions;
import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.InputFile;
import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.cli.output.Output;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests whether paths are private. */
@Command(name = "expect-private", sortOptions = false, //
        description = { "Tests whether the paths of a distribution are private, and prints a line for each. A path is "
                + "private if CloudFront "
                + "refuses it without a signature, and, if you pass a key, serves it with one.", "",
                "The exit code is 1 if a path is open, and 2 if the answer is not known, for example because of AWS WAF, a "
                        + "geographic restriction, an error page, a missing file, or a timeout." })
public final class ExpectPrivateCommand implements Callable<Integer> {

    private static final String FILE = "@";

    @Option(names = "--url", paramLabel = "URL", required = true, //
            description = "The distribution, such as https://d111111abcdef8.cloudfront.net.")
    private URI url;

    @Parameters(paramLabel = "PATH|@FILE", arity = "1..*", //
            description = "Paths, such as /albums/7/a.jpg, or a file that contains them. Without a key, also patterns, such "
                    + "as '/albums/* /films/*'.")
    private List<String> arguments;

    @ArgGroup(exclusive = false)
    private @Nullable SigningOptions key;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        List<String> paths = paths();
        Target target = Target.of(url);
        Connection connection = Connection.to(target);
        if (target.scheme().equals("http") && !connection.local()) {
            throw CommandException.unknown("--url must begin with https://, because CloudFront may refuse or redirect each "
                    + "request over http, whether the path is private or not");
        }
        Inquiry inquiry = new Inquiry(connection, key == null ? null : key.signer(target.base(), Inquiry.LIFETIME));
        List<PathAnswer> answers = new ArrayList<>();
        for (String path : paths) {
            output.progress("Path " + (answers.size() + 1) + " of " + paths.size() + ": " + path);
            answers.add(inquiry.ask(path));
        }
        output.result(answers.stream().map(PathAnswer::line).toList(),
                Json.object("paths", answers.stream().map(PathAnswer::json).toList()));
        return exitCode(answers.stream().map(PathAnswer::outcome)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Outcome.class))));
    }

    private static int exitCode(Set<Outcome> outcomes) {
        if (outcomes.contains(Outcome.OPEN)) {
            return Output.REFUSED;
        }
        return outcomes.contains(Outcome.UNKNOWN) ? Output.UNKNOWN : Output.FINE;
    }

    private List<String> paths() throws IOException {
        List<String> paths = new ArrayList<>();
        for (String argument : arguments) {
            String text = argument.startsWith(FILE) ? InputFile.text(Path.of(argument.substring(FILE.length()))) : argument;
            paths.addAll(List.of(text.strip().split("\\s+")));
        }
        paths.removeIf(String::isEmpty);
        for (String path : paths) {
            if (!path.matches("/[!-~&&[^#]]*")) {
                throw CommandException.unknown("'" + path + "' is not the path of a URL. Begin it with /, and "
                        + "percent-encode # and all non-ASCII characters");
            }
        }
        if (paths.isEmpty()) {
            throw CommandException.unknown("There are no paths in " + String.join(", ", arguments));
        }
        return paths;
    }
}
