package io.quarkiverse.cloudfront.signer.everything;

import static io.quarkiverse.cloudfront.signer.fixtures.NativeAnswers.basic;
import static io.quarkiverse.cloudfront.signer.fixtures.NativeAnswers.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.NativeAnswers;
import io.quarkiverse.cloudfront.signer.fixtures.NativeAnswers.Call;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.DevServicesContext;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.DisabledOnIntegrationTest.ArtifactType;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The native executable, and the JAR with the same configuration.
 */
@QuarkusIntegrationTest
@DisabledOnIntegrationTest(forArtifactTypes = ArtifactType.JAR)
@WithTestResource(AwsStandIns.class)
@NeedsProgram(Program.MOTO)
class NativeAnswersIT {

    private static final List<String> PATHS = List.of("url", "later", "code", "named", "field", "page", "film.m3u8",
            "albums/alps", "albums/%2A", "albums/a%2Fb", "nothing", "tenant/url", "tenant/fields",
            "private-access/login?return=/board/minutes.txt", "private-access/login?return=https://example.com/",
            "private-access/logout", "private-access/denied.js", "private-access/renew.js", "q/health/live", "q/health/ready");

    DevServicesContext devServices;
    AwsStandIns aws;

    @TestHTTPResource
    URI executable;

    @Test
    void answers_areThoseOfTheJvm() throws IOException, InterruptedException {
        Map<String, String> properties = new HashMap<>(devServices.devServicesProperties());
        properties.putAll(aws.properties());

        NativeAnswers.assertEqual(executable, properties, calls(properties.get("quarkus.oidc.auth-server-url")));

        assertThat(aws.store().entries()).hasSize(1);
    }

    private static List<Call> calls(String provider) throws IOException, InterruptedException {
        String alice = basic("alice", "alice");
        String token = bearer(provider, "alice");
        List<Call> calls = new ArrayList<>();
        for (String user : List.of("", alice, basic("bob", "bob"), basic("alice", "guess"), token,
                bearer(provider, "Bob"), token + "x")) {
            PATHS.forEach(path -> calls.add(new Call("GET", path, user, "")));
            calls.add(new Call("POST", "cookies/alps", user, ""));
            calls.add(new Call("POST", "url", user, ""));
            calls.add(new Call("POST", "field", user, "{\"title\":\"Lake\",\"file\":\"/albums/alps/lake.txt\"}"));
        }
        calls.add(new Call("DELETE", "grants/carol", "", ""));
        for (String user : List.of("", alice, token)) {
            calls.add(mcp(user, "initialize", "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
                    + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}"));
            calls.add(mcp(user, "tools/list", "{}"));
            for (String tool : List.of("link", "address", "photo", "nothing")) {
                calls.add(mcp(user, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":{}}"));
            }
        }
        return calls;
    }

    private static Call mcp(String user, String method, String parameters) {
        return new Call("POST", "mcp", user,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + parameters + "}");
    }
}
