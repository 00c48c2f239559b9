package io.quarkiverse.cloudfront.conformance;

import io.quarkiverse.cloudfront.cli.Program;
import io.quarkiverse.cloudfront.cli.key.KeygenCommand;
import picocli.CommandLine.Command;

/** The program that {@code ask-aws} runs. */
@Command(name = "conformance", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", //
        commandListHeading = "%nCommands:%n", exitCodeListHeading = "%nExit codes:%n", //
        description = "Compares how CloudFront, or a program that stands in for it, treats signed requests with what this project "
                + "expects.", //
        exitCodeList = { "0:as expected", "1:an answer differs, or a host serves unsigned requests",
                "2:cannot say, or wrong arguments" }, //
        subcommands = { AskCommand.class, KeygenCommand.class })
final class Conformance {

    public static void main(String[] arguments) {
        System.exit(Program.commandLine(new Conformance(), System.out, System.err).execute(arguments));
    }
}
