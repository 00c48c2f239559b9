package io.quarkiverse.cloudfront.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine.ParseResult;

/** The commands of the samples for pipelines have options that exist, and in the order in which a pipeline needs them. */
class PipelineSamplesTest {

    private static final Pattern COMMAND = Pattern
            .compile("cloudfront-signer ((?:check|expect-private) (?:\\\\\\n|\\n *--|.)*)");

    @ParameterizedTest
    @ValueSource(strings = { "github.yaml", "gitlab.yaml" })
    void commands_areUnderstood(String sample) throws IOException {
        String text = Files.readString(Path.of("../docs/modules/ROOT/examples/pipelines", sample));

        List<ParseResult> commands = COMMAND.matcher(text).results().map(command -> command.group(1).replace("\\\n", " ")
                .strip().replace("\"", "").split("\\s+"))
                .map(arguments -> Program.commandLine(System.out, System.err).parseArgs(arguments).subcommand()).toList();

        assertThat(commands).extracting(command -> command.commandSpec().name()).containsExactly("check", "expect-private");
        assertThat(commands.get(0).matchedOptions()).extracting(option -> option.longestName())
                .containsExactlyInAnyOrder("--paths", "--distribution", "--key-group", "--public-keys");
        assertThat(text.indexOf("mvnw")).isLessThan(text.indexOf("cloudfront-signer check"));
        assertThat(text.indexOf("cloudfront-signer check")).isLessThan(text.indexOf("./deploy"));
        assertThat(text.indexOf("./deploy")).isLessThan(text.indexOf("cloudfront-signer expect-private"));
    }
}
