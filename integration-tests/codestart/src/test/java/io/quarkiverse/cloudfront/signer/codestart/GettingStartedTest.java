package io.quarkiverse.cloudfront.signer.codestart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Follows the page <em>Getting started</em>: its requests to the generated application have the output on the page.
 */
@QuarkusTest
@NeedsProgram({ Program.BASH, Program.CURL })
class GettingStartedTest {

    private static final Path PAGE = Path.of(System.getProperty("docs.pages"), "getting-started.adoc");
    private static final Pattern REQUEST = Pattern.compile(
            "(?s)\\[source,bash]\\n----\\n((?:(?!----).)*?curl -s.*?)\\n----\\n\\n----\\n(.*?)\\n----\\n");
    private static final String SEPARATOR = "=== next ===";

    @TestHTTPResource
    URI application;

    @Test
    void requestsOfThePage_haveTheOutputOfThePage() throws Exception {
        List<String> requests = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Matcher page = REQUEST.matcher(Files.readString(PAGE));
        while (page.find()) {
            requests.add(page.group(1));
            outputs.add(page.group(2));
        }
        assertThat(requests).hasSize(5);

        List<String> actual = run(requests);

        assertThat(actual).hasSameSizeAs(outputs);
        for (int i = 0; i < outputs.size(); i++) {
            assertThat(actual.get(i)).as(requests.get(i)).matches(asPattern(outputs.get(i)));
        }
    }

    /** In one shell, because later requests use variables of earlier ones. */
    private List<String> run(List<String> requests) throws IOException, InterruptedException {
        String script = String.join("\necho; echo '" + SEPARATOR + "'\n", requests)
                .replace("http://localhost:8080/", application.toString());
        Process shell = new ProcessBuilder(Program.BASH.path()).redirectErrorStream(true).start();
        try (var input = shell.outputWriter(StandardCharsets.UTF_8)) {
            input.write(script);
        }
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return List.of(output.split(SEPARATOR)).stream().map(String::strip).toList();
    }

    /** An ellipsis stands for any text, and a long number for any number, such as the edge's port or the expiry. */
    private static String asPattern(String output) {
        return Pattern.quote(output.strip()).replace("…", "\\E.*\\Q").replaceAll("\\d{5,}", "\\\\E\\\\d+\\\\Q");
    }
}
