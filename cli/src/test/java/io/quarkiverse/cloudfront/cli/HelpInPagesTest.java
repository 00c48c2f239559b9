package io.quarkiverse.cloudfront.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.ApprovedText;

/**
 * The reference of the commands is their help, without the two options that each of them has. With {@code -Dupdate}, the
 * page is rewritten.
 */
class HelpInPagesTest {

    private static final Path PAGE = Path.of("../docs/modules/ROOT/pages/command-line.adoc");
    private static final Pattern HELP = Pattern.compile("(?m)^// help: (\\S+)\\n----\\n(.*?)^----$", Pattern.DOTALL);

    @Test
    void page_hasTheHelpOfEachCommand() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> commands = new TreeSet<>();
        String current = HELP.matcher(page).replaceAll(help -> {
            commands.add(help.group(1));
            return Matcher.quoteReplacement("// help: " + help.group(1) + "\n----\n" + Cli.run(help.group(1), "--help").out()
                    .replaceAll("(?m)^ +(?:--json|-h, --help) .*\\n", "") + "----");
        });
        ApprovedText.assertApproved(PAGE, current);
        Set<String> all = new TreeSet<>(Program.commandLine(System.out, System.err).getSubcommands().keySet());
        // the options of verify are those of explain
        all.removeAll(List.of("generate-completion", "verify"));
        assertThat(commands).isEqualTo(all);
    }

    @Test
    void help_namesTheDefaultsThatApply() {
        Program.commandLine(System.out, System.err).getSubcommands()
                .forEach((name, command) -> command.getCommandSpec().options().stream()
                        .filter(option -> option.defaultValue() != null)
                        .forEach(option -> assertThat(String.join(" ", option.description()))
                                .as(name + " " + option.longestName())
                                .containsAnyOf(option.defaultValue() + " (the default)",
                                        "The default is " + option.defaultValue() + ",")));
    }
}
