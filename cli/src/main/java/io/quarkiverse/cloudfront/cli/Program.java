package io.quarkiverse.cloudfront.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.quarkiverse.cloudfront.cli.check.CheckCommand;
import io.quarkiverse.cloudfront.cli.expect.ExpectPrivateCommand;
import io.quarkiverse.cloudfront.cli.explain.ExplainCommand;
import io.quarkiverse.cloudfront.cli.explain.VerifyCommand;
import io.quarkiverse.cloudfront.cli.function.FunctionCommand;
import io.quarkiverse.cloudfront.cli.key.KeygenCommand;
import io.quarkiverse.cloudfront.cli.key.RotateCommand;
import io.quarkiverse.cloudfront.cli.key.SignCommand;
import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.cli.output.Progress;
import io.quarkiverse.cloudfront.cli.publish.PublishCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program and its subcommands. */
@Command(name = "cloudfront-signer", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", //
        commandListHeading = "%nCommands:%n", exitCodeListHeading = "%nExit codes:%n", //
        description = "Creates and verifies Amazon CloudFront signed URLs, and explains why one is refused.", //
        exitCodeList = { "0:fine", "1:refused", "2:cannot say, or wrong arguments" }, //
        footer = { "", "cloudfront-signer COMMAND --help describes a command." }, //
        subcommands = { ExplainCommand.class, VerifyCommand.class, SignCommand.class, KeygenCommand.class, RotateCommand.class,
                PublishCommand.class, FunctionCommand.class, CheckCommand.class, ExpectPrivateCommand.class,
                GenerateCompletion.class })
public final class Program {

    public static void main(String[] arguments) {
        // the AWS SDK logs with SLF4J, which would warn that there is no log
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine(System.out, System.err).execute(arguments));
    }

    /**
     * Creates the program.
     *
     * @param out for results, which are the same in every run
     * @param err for mistakes in the arguments, and for progress messages
     */
    public static CommandLine commandLine(PrintStream out, PrintStream err) {
        return commandLine(new Program(), out, err);
    }

    /**
     * Creates another program with the same rules for arguments, output, and exit codes.
     *
     * @param commands an object whose class names the program and its subcommands in its annotation
     */
    public static CommandLine commandLine(Object commands, PrintStream out, PrintStream err) {
        Progress progress = Progress.on(err);
        Output output = new Output(out, err, progress);
        CommandLine.IFactory factory = CommandLine.defaultFactory();
        CommandLine program = new CommandLine(commands, new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == Output.class ? type.cast(new Output(out, err, progress)) : factory.create(type);
            }
        });
        String version = commands.getClass().getPackage().getImplementationVersion();
        program.getCommandSpec().version(program.getCommandName() + " " + (version == null ? "(not packaged)" : version));
        program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        // picocli would read files that it does not report
        program.setExpandAtFiles(false);
        program.setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpLongOptionsMaxWidth(30);
        register(program, Duration.class, Program::duration, "a duration such as 90s, 15m, 12h, or 7d");
        register(program, OffsetDateTime.class, OffsetDateTime::parse, "a time such as 2026-12-01T08:00:00Z");
        register(program, URI.class, URI::create, "a URL. Percent-encode special characters, such as # as %23");
        register(program, Path.class, Path::of, "a file name that this system can read. On Linux, set a UTF-8 locale, such as "
                + "LC_ALL=C.UTF-8");
        program.setParameterExceptionHandler((exception, arguments) -> {
            CommandLine command = exception.getCommandLine();
            boolean json = List.of(arguments).contains("--json");
            fail(output, json, CommandException.unknown(String.valueOf(exception.getMessage())));
            if (!json) {
                CommandLine.UnmatchedArgumentException.printSuggestions(exception, command.getErr());
                output.error("Run " + command.getCommandSpec().qualifiedName() + " --help for the usage.");
            }
            return Output.UNKNOWN;
        });
        program.setExecutionStrategy(parsed -> {
            try (progress) {
                int exitCode = new CommandLine.RunLast().execute(parsed);
                if (out.checkError()) {
                    output.error("The result cannot be written: standard output is closed, or its disk is full");
                    return Output.UNKNOWN;
                }
                return exitCode;
            } catch (Error e) {
                // picocli handles only exceptions
                throw new CommandLine.ExecutionException(program, "An error", e);
            }
        });
        program.setExecutionExceptionHandler((exception, command, parsed) -> {
            CommandException failure = CommandException.of(exception);
            fail(output, parsed.subcommand().hasMatchedOption("--json"), failure);
            return failure.exitCode();
        });
        return program;
    }

    /** Parses a duration in the formats that Quarkus's configuration accepts. */
    private static Duration duration(String text) {
        if (text.matches("\\d+")) {
            return Duration.parse("PT" + text + "S");
        } else if (text.matches("\\d+[dD]")) {
            return Duration.parse("P" + text);
        }
        return Duration.parse(text.matches("\\d.*") ? "PT" + text : text);
    }

    private static void fail(Output output, boolean json, CommandException failure) {
        String message = String.valueOf(failure.getMessage());
        if (json) {
            output.json(Map.of("error", message));
        } else {
            output.error(message);
        }
    }

    private static <T> void register(CommandLine program, Class<T> type, Function<String, T> parser, String what) {
        program.registerConverter(type, text -> {
            try {
                return parser.apply(text);
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException("'" + text + "' is not " + what);
            }
        });
    }
}
