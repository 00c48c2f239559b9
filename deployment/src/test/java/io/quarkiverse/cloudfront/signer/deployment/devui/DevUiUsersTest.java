package io.quarkiverse.cloudfront.signer.deployment.devui;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.response.Response;

/**
 * Dev UI's operations in an application that uses marks, and in which each tenant has a domain of its own. One test covers all
 * of them, because each test starts an application.
 */
@Tag("nightly")
class DevUiUsersTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusDevModeTest TEST = application(PORT).setLogRecordPredicate(record -> true);

    private DevUiConnection devUi;

    static QuarkusDevModeTest application(int port) {
        return DevUiApplication.devMode("""
                quarkus.http.port=%s
                quarkus.cloudfront-signer.devservices.origin=%s
                quarkus.cloudfront-signer.marks.enabled=true
                quarkus.cloudfront-signer."tenants".url=https://{principal}.media.example.com
                quarkus.http.auth.basic=true
                quarkus.security.users.embedded.enabled=true
                quarkus.security.users.embedded.plain-text=true
                quarkus.security.users.embedded.users.alice=alice
                quarkus.security.users.embedded.users.bob=bob
                """.formatted(port, TestOrigin.directory()), MarkedResource.class);
    }

    static Response get(int port, String user, String path) {
        return given().port(port).auth().preemptive().basic(user, user).get("/files/" + path);
    }

    @Test
    void devUi_showsWhoHasWhatAndRevokesIt() {
        try (DevUiConnection connection = new DevUiConnection(PORT)) {
            devUi = connection;
            assertThat(devUi.call("users", Map.of())).isEmpty();
            String url = get(PORT, "alice", "url").asString();
            String other = get(PORT, "bob", "url").asString();
            get(PORT, "alice", "cookies").then().statusCode(204);

            usersAreShownWithTheirResources(url);
            expiredGrantStaysAsTheLastOne();
            developerSignsForAUser();
            grantsSurviveAReload();
            revokedUserIsRefused(url, other);
            developerSignsForATenant();
        }
    }

    private void usersAreShownWithTheirResources(String url) {
        JsonNode users = devUi.call("users", Map.of());
        String edge = url.substring(0, url.indexOf("/a.txt"));

        assertThat(users.findValuesAsText("name")).containsExactly("alice", "bob");
        assertThat(users.findValuesAsText("resource")).containsExactly(edge + "/*", edge + "/a.txt?x=1", edge + "/a.txt?x=1");
        assertThat(users.findValuesAsText("revoked")).containsOnly("false");
        assertThat(users.at("/0/grants/0/expiresAt").asText()).matches("20.*Z");
        assertThat(url).contains("mark=" + users.at("/0/pseudonym").asText() + ".");
    }

    private void expiredGrantStaysAsTheLastOne() {
        get(PORT, "alice", "brief");

        await().atMost(60, TimeUnit.SECONDS).until(
                () -> devUi.call("users", Map.of()).findValuesAsText("expired").contains("true"));
        JsonNode grants = devUi.call("users", Map.of()).at("/0/grants");
        assertThat(grants.findValuesAsText("expired")).containsExactly("false", "false", "true");
        assertThat(grants.at("/2/resource").asText()).endsWith("/a.txt?brief=1");
    }

    private void developerSignsForAUser() {
        String bob = devUi.call("users", Map.of()).at("/1/pseudonym").asText();
        JsonNode anonymous = devUi.call("sign", Map.of("target", "/a.txt"));
        JsonNode cookies = devUi.call("sign", Map.of("target", "/a.txt", "resource", "/?.txt", "delivery", "cookies",
                "pseudonym", bob));

        assertThat(SignedUrls.status(anonymous.get("url").asText())).isEqualTo(200);
        assertThat(devUi.call("sign", Map.of("target", "/a.txt", "pseudonym", bob)).get("url").asText())
                .contains("mark=" + bob + ".");
        assertThat(cookies.get("cookies").asText()).contains("q_cloudfront_mark=" + bob + ".");
        assertThat(cookies.get("url").asText()).endsWith("/a.txt");
        assertThat(devUi.call("sign", Map.of("target", "/a.txt", "pseudonym", "unknown")).get("error").asText())
                .isEqualTo("The application has not signed for a user with this pseudonym yet");
        assertThat(devUi.call("sign", Map.of("target", "/a", "resource", "/b/*", "delivery", "cookies")).get("error").asText())
                .contains("the policy does not cover it");
    }

    private void grantsSurviveAReload() {
        TEST.modifySourceFile(MarkedResource.class, source -> source.replace("/a.txt?x=1", "/b.txt"));
        get(PORT, "alice", "url");

        try (DevUiConnection reloaded = new DevUiConnection(PORT)) {
            assertThat(reloaded.call("users", Map.of()).findValuesAsText("resource"))
                    .anyMatch(each -> each.endsWith("/a.txt?x=1"));
        }
    }

    private void revokedUserIsRefused(String url, String other) {
        try (DevUiConnection connection = new DevUiConnection(PORT)) {
            devUi = connection;
            assertThat(SignedUrls.status(url)).isEqualTo(200);

            assertThat(devUi.call("revoke", Map.of("issuer", "", "subject", "alice"))).isEmpty();

            assertThat(SignedUrls.status(url)).isEqualTo(403);
            assertThat(SignedUrls.status(other)).isEqualTo(200);
            devUi.call("users", Map.of()).forEach(user -> assertThat(user.findValuesAsText("revoked"))
                    .containsOnly(String.valueOf(user.get("name").asText().equals("alice"))));
            assertThat(devUi.call("edgeRequests", Map.of()).at("/1/user").asText()).startsWith("alice (").endsWith(")");
        }
        assertThat(TEST.getLogRecords()).anyMatch(record -> record.getMessage().startsWith("403 GET /a.txt")
                && record.getMessage().contains("are revoked, for the user alice ("));
    }

    private void developerSignsForATenant() {
        try (DevUiConnection connection = new DevUiConnection(PORT)) {
            devUi = connection;
            Map<String, String> request = Map.of("signer", "tenants", "target", "/a.txt");
            String url = sign(request, "acme").get("url").asText();

            assertThat(url).startsWith("http://acme.localhost:");
            assertThat(explain(url, url).get("outcome").asText()).isEqualTo("ALLOWED");
            assertThat(explain(url, url.replace("acme", "beta")).get("sentence").asText())
                    .contains("the URL was signed for the host acme.localhost:", "but requested from beta.localhost:");
            assertThat(sign(request, "").get("error").asText()).contains("each tenant has a domain of its own");
            assertThat(sign(request, "Acme").get("error").asText()).contains("must be one DNS label");
            assertThat(sign(Map.of("target", "/a.txt"), "acme").get("error").asText()).contains("is not the URL of one tenant");
        }
    }

    private JsonNode sign(Map<String, String> request, String tenant) {
        Map<String, String> parameters = new HashMap<>(request);
        parameters.put("tenant", tenant);
        return devUi.call("sign", parameters);
    }

    private JsonNode explain(String url, String otherUrl) {
        return devUi.call("explain", Map.of("url", url, "otherUrl", otherUrl));
    }
}
