package io.quarkiverse.cloudfront.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.cli.http.Connection;
import io.quarkiverse.cloudfront.cli.http.Target;
import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks all questions, and writes the answers. */
@Command(name = "ask", sortOptions = false, //
        description = "Asks a distribution, the local edge, or another emulator how it treats signed requests. To ask all questions, "
                + "pass an RSA key and a P-256 key. The answers contain no secret.")
final class AskCommand implements Callable<Integer> {

    @Option(names = "--url", paramLabel = "URL", required = true, //
            description = "The distribution, such as https://d111111abcdef8.cloudfront.net.")
    private URI url;

    @Option(names = "--private-key", paramLabel = "FILE", required = true, //
            description = "The private key. Repeat it for a second key.")
    private List<Path> privateKeys;

    @Option(names = "--key-pair-id", paramLabel = "ID", required = true, //
            description = "The ID of its public key, in the same order.")
    private List<String> keyPairIds;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to write the answers.")
    private Path file;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (privateKeys.size() != keyPairIds.size()) {
            throw CommandException
                    .unknown("There are " + privateKeys.size() + " --private-key options, but " + keyPairIds.size()
                            + " --key-pair-id options. Pass a --key-pair-id for each --private-key");
        }
        List<AskingKey> keys = new ArrayList<>();
        for (int i = 0; i < privateKeys.size(); i++) {
            keys.add(AskingKey.read(keyPairIds.get(i), privateKeys.get(i)));
        }
        // fails before the questions, which take minutes, are asked
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        Connection connection = Connection.to(Target.of(url));
        List<Answer> answers = new Interview(connection, keys, Clock.systemUTC(), output::progress).ask(Question.all());
        Map<String, Object> report = Json.object("asked", connection.local() ? "a local edge" : "a distribution", "date",
                LocalDate.now(Clock.systemUTC()), "answers", answers.stream().map(Answer::json).toList());
        write(file, Json.write(report) + "\n");
        List<String> differences = answers.stream().filter(Answer::asked).filter(answer -> !answer.isExpected())
                .map(Answer::describe).toList();
        long asked = answers.stream().filter(Answer::asked).count();
        List<String> text = Stream.concat(differences.stream(), Stream.of(asked + " of " + answers.size() + " questions asked, "
                + differences.size() + " answered differently than expected. The answers are in " + file + ".")).toList();
        output.result(text, Json.object("questions", answers.size(), "asked", (int) asked, "differences", differences));
        return differences.isEmpty() ? Output.FINE : Output.REFUSED;
    }

    /** Replaces a file as a whole. A temporary file that a killed program left behind is overwritten. */
    private static void write(Path file, String text) throws IOException {
        boolean replace = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
        Path written = replace ? file.resolveSibling(file.getFileName() + ".part") : file;
        Files.writeString(written, text);
        if (replace) {
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
