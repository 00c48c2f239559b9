package io.quarkiverse.cloudfront.cli.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.cli.Cli;

class FunctionCommandTest {

    @ParameterizedTest
    @ValueSource(strings = { "spa", "directories", "html", "SPA" })
    void script_hasTheWholeSiteAsItsPart(String pages) {
        Cli function = Cli.run("function", "--pages", pages);

        assertThat(function.exitCode()).isZero();
        assertThat(function.out()).startsWith("// viewer-request.js").endsWith("    return result;\n}\n")
                .contains("{prefix: \"/\", pages: \"" + pages.toLowerCase(Locale.ROOT) + "\"}");
    }

    @Test
    void path_limitsIt() {
        assertThat(Cli.run("function", "--pages=spa", "--path=/app/").out()).contains("{prefix: \"/app/\", pages: \"spa\"}");
        assertThat(Cli.run("function", "--pages=spa", "--path=/app/", "--json").out())
                .contains("\"script\" : \"// viewer-request.js");
    }

    @Test
    void files_needNoFunction() {
        assertThat(Cli.run("function", "--pages=files").err())
                .isEqualTo("--pages=files does not need a function. Use spa, directories, or html\n");
    }

    @Test
    void marks_areCheckedWithTheirKeys(@TempDir Path directory) throws Exception {
        Path current = secret(directory, "current", 32);
        Path previous = secret(directory, "previous", 33);

        assertThat(Cli.run("function", "--marks=" + current).out())
                .contains("const MARKS = {required: true, keys: ['",
                        "async function marks(request)")
                .doesNotContain("function pages");
        Cli both = Cli.run("function", "--marks=" + current, "--marks=" + previous, "--marks-optional",
                "--pages=spa");
        assertThat(both.exitCode()).isZero();
        assertThat(both.out())
                .containsPattern("const MARKS = \\{required: false, keys: \\['[^']{44}', '[^']{44}'\\]};")
                .contains("function pages").doesNotContain(Files.readString(current).strip());
        assertThat(both.out().indexOf("await marks(result)")).isLessThan(both.out().indexOf("pages(result)")).isPositive();
    }

    @Test
    void directories_areOpenedAfterMarksAndBeforePages(@TempDir Path directory) throws Exception {
        assertThat(Cli.run("function", "--directories").out()).contains("function directories(request)",
                "const MARK_COOKIE = '';").doesNotContain("marks(result)", "pages(result)");
        assertThat(Cli.run("function", "--pages=html", "--directories", "--marks=" + secret(directory, "current", 32)).out())
                .containsSubsequence("const MARK_COOKIE = 'q_cloudfront_mark';", "await marks(result)", "directories(result)",
                        "pages(result)");
    }

    @Test
    void gate_isWhereRefusedBrowsersAreLed(@TempDir Path directory) throws Exception {
        String marks = "--marks=" + secret(directory, "current", 32);

        assertThat(Cli.run("function", marks, "--gate=/private-access").out())
                .contains("<script src=\"/private-access/denied.js\">", "<a href=\"/private-access/login\">");
        assertThat(Cli.run("function", marks).out()).contains("const REFUSAL_PAGE = '';");
        assertThat(Cli.run("function", marks, "--gate=/it's").err())
                .isEqualTo("--gate: \"/it's/denied\" is not a path with letters, digits, and . _ ~ -\n");
        assertThat(Cli.run("function", "--pages=spa", "--gate=/private-access").err())
                .isEqualTo("--gate: set --marks, too, because marks are the only reason for which the function refuses "
                        + "requests\n");
    }

    @Test
    void keys_areThoseOfTheScript(@TempDir Path directory) throws Exception {
        String[] secrets = { "function", "--marks=" + secret(directory, "current", 32),
                "--marks=" + secret(directory, "previous", 33) };
        Cli keys = Cli.run(append(secrets, "--keys"));

        assertThat(keys.out()).matches("[A-Za-z0-9+/]{43}=,[A-Za-z0-9+/]{43}=\n");
        assertThat(Cli.run(secrets).out()).contains("keys: ['" + keys.out().strip().replace(",", "', '") + "']}");
        assertThat(Cli.run(append(secrets, "--keys", "--json")).out()).contains("\"keys\" : \"" + keys.out().strip());
        assertThat(Cli.run("function", "--keys", "--pages=spa").err())
                .isEqualTo("--keys: set --marks to the file with the secret\n");
    }

    private static String[] append(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private static Path secret(Path directory, String name, int bytes) throws Exception {
        byte[] secret = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            secret[i] = (byte) (bytes + i);
        }
        return Files.writeString(directory.resolve(name), Base64.getEncoder().encodeToString(secret) + "\n");
    }

    @Test
    void unusableSecret_isReportedWithoutIt(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "s3cret!");

        assertThat(Cli.run("function", "--marks=" + file).err())
                .isEqualTo("--marks: the secret in " + file + " is not base64\n");
        assertThat(Cli.run("function", "--marks=" + directory.resolve("none")).err()).endsWith("none cannot be read\n");
        assertThat(Cli.run("function", "--marks=" + secret(directory, "short", 31)).err())
                .isEqualTo("--marks: the secret in " + directory.resolve("short") + " has 31 bytes; it must have at least "
                        + "32\n");
        Files.writeString(file, "cGFzc3dvcmRwYXNzd29yZHBhc3N3b3JkcGFzc3dvcmQ=");
        assertThat(Cli.run("function", "--marks=" + file)).as("the application does not start with it either")
                .isEqualTo(new Cli(2, "", "--marks: the secret in " + file + " has fewer than 16 different bytes, so it can be "
                        + "guessed\n"));
    }

    @Test
    void functionWithoutParts_isReported() {
        Cli none = Cli.run("function");

        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).isEqualTo("Set --pages, --marks, --directories, or several of them\n");
    }

    @Test
    void otherPath_isReported() {
        Cli function = Cli.run("function", "--pages=spa", "--path=/app");

        assertThat(function.exitCode()).isEqualTo(2);
        assertThat(function.err()).startsWith("--path: A part of a site must be a path that begins and ends with a slash");
    }
}
