package io.quarkiverse.cloudfront.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

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
        for (CommandLine command : Program.commandLine().getSubcommands().values()) {
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
    @ValueSource(strings = { "Signature=", "a=", "CloudFront-Signature=", "x-amz-signature%3D" })
    void signatureInAMistypedCommand_isNotRepeated(String name) {
        Cli run = Cli.run("verify", "https://media.example.com/", "https://media.example.com/?" + name + SIGNATURE);

        assertThat(run.err()).startsWith("Unmatched argument at index 2: 'https://media.example.com/?")
                .doesNotContain(SIGNATURE);
    }

    @Test
    void completionScript_knowsTheCommands() {
        assertThat(Cli.run("generate-completion").out()).contains("cloudfront-signer", "--key-pair-id", "--public-key");
    }
}
