package io.quarkiverse.cloudfront.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine.Model.OptionSpec;

/** Each option that may be repeated, with two values of which each changes the result. Most tests pass one only. */
class RepeatedOptionsTest {

    /** Each has a test below, or in {@code CheckCommandTest}. */
    private static final Set<String> REPEATED = Set.of("--public-key", "--cookie", "--host", "--marks", "--key-group",
            "--function", "--open");

    private static final String FILM = "https://media.example.com/films/7/a.mp4";

    @TempDir
    private static Path directory;

    private static Keys first;
    private static Keys second;

    @BeforeAll
    static void makeKeys() {
        first = Keys.in(directory.resolve("first"));
        second = Keys.in(directory.resolve("second"));
    }

    @Test
    void options_areAllThatMayBeRepeated() {
        assertThat(Program.commandLine(System.out, System.err).getSubcommands().values().stream()
                .filter(command -> !command.getCommandName().equals("generate-completion"))
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(option -> option.isMultiValue() && option.splitRegex().isEmpty()).map(OptionSpec::longestName)
                .collect(Collectors.toSet())).isEqualTo(REPEATED);
    }

    @Test
    void publicKeys_areAllTrusted() {
        String[] trusted = { "--public-key", "K1=" + first.publicKey(), "--public-key", "K2=" + second.publicKey() };
        String ofSecond = Cli.run("sign", FILM, "--key-pair-id", "K2", "--private-key",
                second.publicKey().resolveSibling("private-key.pem").toString()).lastLine();

        for (String url : List.of(first.sign(FILM), ofSecond)) {
            assertThat(run(List.of("verify", url), trusted).exitCode()).isZero();
        }
        assertThat(run(List.of("verify", ofSecond), Arrays.copyOf(trusted, 2)).exitCode()).isEqualTo(1);
    }

    @Test
    void cookies_areAllSent() {
        List<String> cookies = Stream.of(first.sign(FILM).split("\\?")[1].split("&")).map("CloudFront-"::concat).toList();
        List<String> all = new ArrayList<>();
        cookies.forEach(cookie -> all.addAll(List.of("--cookie", cookie)));

        assertThat(first.explain(with(FILM, all)).exitCode()).isZero();
        for (int i = 0; i < cookies.size(); i++) {
            List<String> others = new ArrayList<>(all);
            others.subList(2 * i, 2 * i + 2).clear();
            assertThat(first.explain(with(FILM, others)).exitCode()).as("without " + cookies.get(i).split("=")[0]).isEqualTo(1);
        }
    }

    @Test
    void hosts_areAllTried() {
        for (String signed : List.of("a.example.com", "b.example.com")) {
            String url = first.sign("https://" + signed + "/a.jpg").replace(signed, "c.example.com");

            assertThat(first.explain(url, "--host", "a.example.com", "--host", "b.example.com").out())
                    .contains("the URL was signed for the host " + signed + ", but requested from c.example.com");
        }
    }

    @Test
    void secretsOfMarks_areAllAccepted() throws IOException {
        List<String> options = new ArrayList<>(List.of("--keys"));
        List<String> keys = new ArrayList<>();
        for (byte number = 1; number <= 2; number++) {
            byte[] secret = new byte[32];
            for (int i = 0; i < secret.length; i++) {
                secret[i] = (byte) (number * (i + 1));
            }
            Path file = Files.writeString(directory.resolve("secret" + number), Base64.getEncoder().encodeToString(secret));
            options.add("--marks=" + file);
            keys.add(Cli.run("function", "--keys", "--marks=" + file).out().strip());
        }

        assertThat(keys).doesNotHaveDuplicates();
        assertThat(run(List.of("function"), options.toArray(String[]::new)).out()).isEqualTo(String.join(",", keys) + "\n");
    }

    private static String[] with(String first, List<String> more) {
        return Stream.concat(Stream.of(first), more.stream()).toArray(String[]::new);
    }

    private static String[] with(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private static Cli run(List<String> first, String... more) {
        return Cli.run(with(first, more));
    }
}
