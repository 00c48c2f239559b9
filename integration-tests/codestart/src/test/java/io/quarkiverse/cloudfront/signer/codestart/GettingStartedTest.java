package io.quarkiverse.cloudfront.signer.codestart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.PageCommands;
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

    @TestHTTPResource
    URI application;

    @Test
    void requestsOfThePage_haveTheOutputOfThePage() throws Exception {
        PageCommands page = PageCommands.of(PAGE);
        assertThat(page.requests()).hasSize(5);

        List<String> actual = page.send(application);

        assertThat(actual).hasSameSizeAs(page.outputs());
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i)).as(page.requests().get(i)).matches(page.outputs().get(i));
        }
    }
}
