package io.quarkiverse.cloudfront.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ProgramTest {

    private static final String SIGNATURE = "MEYCIQDB8r9VXnzmYgqC003eltpScQqaagbjyO3ibGZcUMoKXwIhAO2s5oCohUFugkPJMnS3~Lbd7"
            + "V8ro3HEvYWpI5dJF1Vs_";

    @Test
    void help_listsTheCommandsAndExitCodes() {
        Cli help = Cli.run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: cloudfront-signer [-hV] COMMAND\n").contains("keygen", "sign", "verify",
                "  0   fine\n  1   refused\n  2   cannot say, or wrong arguments\n");
    }

    /** Every command has a help with an explanation of each option and argument, and answers in JSON. */
    @Test
    void commands_describeThemselves() {
        for (CommandLine command : Program.commandLine(System.out, System.err).getSubcommands().values()) {
            if (!command.getCommandName().equals("generate-completion")) {
                assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
                assertThat(command.getCommandSpec().args()).allMatch(argument -> argument.description().length > 0);
                assertThat(command.getCommandSpec().findOption("--json")).as(command.getCommandName()).isNotNull();
                assertThat(Cli.run(command.getCommandName(), "--help").exitCode()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "none", "verify", "sign https://a.example/", "verify a b", "keygen --type dsa a" })
    void wrongArguments_leadToTheHelp(String arguments) {
        Cli run = Cli.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(" --help for the usage.\n");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "verify --json", "expect-private --json --dryrun", "verify --json https://a.example/ b",
            "--json" })
    void wrongArguments_withJson_areAnObject(String arguments) {
        Cli run = Cli.run(arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).startsWith("{").contains("\"error\" : \"").endsWith("}\n");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "sing https://a.example/b | Did you mean: cloudfront-signer sign",
            "publish a --dryrun | Possible solutions: --dry-run",
            "rotate --key-group G --after tomorrow | tomorrow' is not a time such as 2026-12-01T08:00:00Z",
            "rotate --key-group G --timeout -1h | -1h' is not a duration such as 90s",
            "sign https://a.example/<b> | a.example/<b>' is not a URL. Percent-encode special characters, such as # as %23" })
    void mistypedArgument_isNamedWithARemedy(String arguments, String remedy) {
        assertThat(Cli.run(arguments.split(" ")).err()).contains(remedy).doesNotContain("java.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Signature=", "a=", "CloudFront-Signature=", "x-amz-signature%3D" })
    void signatureInAMistypedCommand_isNotRepeated(String name) {
        Cli run = Cli.run("verify", "https://media.example.com/", "https://media.example.com/?" + name + SIGNATURE);

        assertThat(run.err()).startsWith("Unmatched argument at index 2: 'https://media.example.com/?")
                .doesNotContain(SIGNATURE);
    }

    /** Each option with a file: a directory, one that does not exist, and one that is larger than the memory. */
    @ParameterizedTest
    @ValueSource(strings = { "sign https://a.example/b --key-pair-id K1 --private-key FILE",
            "sign https://a.example/b --key-pair-id K1 --private-key none --passphrase-file FILE",
            "rotate --key-group G --private-key FILE", "rotate --key-group G --private-key none --passphrase-file FILE",
            "expect-private --url https://localhost:1 /a --key-pair-id K1 --private-key FILE", "function --marks FILE",
            "verify https://a.example/b --public-key K1=FILE", "explain https://a.example/b --keys FILE",
            "explain --har FILE" })
    void unsuitableFile_isReportedWithASentence(String command, @TempDir Path directory) throws IOException {
        Path large = directory.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        for (Path file : List.of(directory, directory.resolve("none"), large)) {
            Cli run = Cli.run(Stream.of(command.split(" ")).map(argument -> argument.replace("FILE", file.toString()))
                    .toArray(String[]::new));

            assertThat(run.err().lines()).as(run.err()).hasSize(1).noneMatch(line -> line.matches(".*(bug|memory).*"));
            assertThat(run.exitCode()).isEqualTo(2);
        }
    }

    /** Errors of the platform, too, in text and in JSON. */
    @Test
    void whateverIsThrown_isASentenceWithStatus2(@TempDir Path directory) {
        PrintStream full = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                if (line.contains("Wrote")) {
                    throw new StackOverflowError("secret");
                }
                super.println(line);
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        assertThat(Program.commandLine(full, new PrintStream(err, true, StandardCharsets.UTF_8)).execute("keygen",
                directory.toString())).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("This is a bug. Please report it: "
                + "java.lang.StackOverflowError at ").doesNotContain("secret");
        assertThat(CommandException.of(new OutOfMemoryError("secret")).getMessage())
                .startsWith("Java has run out of memory. ").doesNotContain("secret");
        StackOverflowError bug = new StackOverflowError("secret");
        bug.setStackTrace(new StackTraceElement[0]);
        assertThat(CommandException.of(bug).getMessage())
                .isEqualTo("This is a bug. Please report it: java.lang.StackOverflowError at an unknown place");
        assertThat(CommandException.of(bug).exitCode()).isEqualTo(2);
    }

    /** If no test passed an option, nobody would notice that it does nothing. Messages do not begin with options. */
    @Test
    void options_standInTests() throws IOException {
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(file -> file.toString().endsWith("Test.java")).toList()) {
                // this class has more options than it tests
                tests.append(file.endsWith("ProgramTest.java") ? "" : Files.readString(file));
            }
        }
        List<String> options = Program.commandLine(System.out, System.err).getSubcommands().values().stream()
                .filter(command -> !command.getCommandName().equals("generate-completion"))
                .flatMap(command -> command.getCommandSpec().options().stream()).map(OptionSpec::longestName).distinct()
                .toList();

        assertThat(options).hasSizeGreaterThan(25)
                .allSatisfy(option -> assertThat(tests).containsPattern("\"" + option + "[\" =]"));
    }

    @Test
    void completionScript_knowsTheCommands() {
        assertThat(Cli.run("generate-completion").out()).contains("cloudfront-signer", "--key-pair-id", "--public-key");
    }
}
