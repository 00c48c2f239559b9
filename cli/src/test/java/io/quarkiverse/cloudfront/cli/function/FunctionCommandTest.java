package io.quarkiverse.cloudfront.cli.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.cli.Cli;

class FunctionCommandTest {

    @ParameterizedTest
    @ValueSource(strings = { "spa", "directories", "SPA" })
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
                .isEqualTo("--pages: files do not need a function. Use spa or directories\n");
    }

    @Test
    void otherPath_isReported() {
        Cli function = Cli.run("function", "--pages=spa", "--path=/app");

        assertThat(function.exitCode()).isEqualTo(2);
        assertThat(function.err()).startsWith("--path: A part of a site must be a path that begins and ends with a slash");
    }
}
