package org.acme.films;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.PageCommands;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * Follows the page: a client without a token finds the provider, and with a token gets a signed URL.
 */
@Tag("nightly")
@QuarkusTest
@TestProfile(AgentLoginTest.Sessions.class)
class AgentLoginTest {

    /** Sessions begin with the first message, as in dev mode. */
    public static class Sessions implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.mcp.server.http.streamable.auto-init", "true");
        }
    }

    private static final Path PAGE = Path.of("../modules/ROOT/pages/agents.adoc");

    @TestHTTPResource
    URI application;

    @Test
    @NeedsProgram({ Program.BASH, Program.CURL })
    void requestsOfThePage_haveTheOutputOnThePage() throws IOException, InterruptedException {
        PageCommands page = PageCommands.of(PAGE);
        List<String> actual = page.send(application);

        assertThat(actual).hasSize(2);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i)).as(page.requests().get(i)).matches(page.outputs().get(i));
        }
    }
}
