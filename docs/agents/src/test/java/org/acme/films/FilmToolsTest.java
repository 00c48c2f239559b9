package org.acme.films;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestTokens;
import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkiverse.mcp.server.Content;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkiverse.mcp.server.test.McpAssured;
import io.quarkiverse.mcp.server.test.McpAssured.McpStreamableTestClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;

/**
 * An agent that gets signed URLs from tools. They are for the agent's token, and expire with it.
 */
@QuarkusTest
@TestProfile(FilmToolsTest.Tokens.class)
class FilmToolsTest {

    public static class Tokens implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.oidc.agents.public-key", TestTokens.publicKey(),
                    "quarkus.oidc.agents.token.issuer", TestTokens.ISSUER, "quarkus.oidc.agents.tenant-paths", "/mcp/*",
                    // some tests have no token
                    "quarkus.http.auth.permission.agents.policy", "permit",
                    "quarkus.cloudfront-signer.expires-in", "30m", "quarkus.cloudfront-signer.marks.enabled", "true");
        }
    }

    @TestHTTPResource
    URI server;

    @Inject
    Grants grants;

    final CloudFrontEdge edge = new CloudFrontEdge();

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static String token(UnaryOperator<JwtClaimsBuilder> claims) {
        return TestTokens.of("agent", claims);
    }

    private McpStreamableTestClient client(String token) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (token != null) {
            headers.add("Authorization", "Bearer " + token);
        }
        return McpAssured.newStreamableClient().setBaseUri(server).setAdditionalHeaders(message -> headers).build().connect();
    }

    private static Stream<String> urls(ToolResponse response) {
        return response.content().stream().map(content -> content.type() == Content.Type.RESOURCE_LINK
                ? content.asResourceLink().uri()
                : content.asText().text().replace("\"", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "watch", "all", "url", "later", "links" })
    void urlsOfATool_areSignedForTheAgentsToken(String tool) {
        Instant expiry = Instant.now().plus(LIFETIME);
        McpStreamableTestClient agent = client(token(claims -> claims.expiresAt(expiry)));

        agent.when().toolsCall(tool, tool.equals("watch") ? Map.of("title", "dawn") : Map.of(), response -> {
            assertThat(response.isError()).isFalse();
            assertThat(urls(response)).isNotEmpty().allSatisfy(url -> {
                assertThat(SignedUrls.status(url)).isEqualTo(200);
                assertThat(SignedUrls.expiry(url)).isEqualTo(expiry.getEpochSecond());
            });
        }).thenAssertResults();
    }

    @Test
    void resourceOfATool_hasTheClaimsOfTheTokenAndTheArguments() {
        client(token(claims -> claims)).when()
                .toolsCall("own", Map.of("album", "alps"), response -> assertThat(urls(response)).singleElement()
                        .satisfies(url -> edge.verifier().assertSigned(url)))
                .toolsCall("own").withArguments(Map.of("album", "none"))
                .withErrorAssert(error -> assertThat(error.message()).isEqualTo("Internal error")).send()
                .thenAssertResults();
        client(TestTokens.of("mole", claims -> claims)).when().toolsCall("own").withArguments(Map.of("album", "alps"))
                .withErrorAssert(error -> assertThat(error.message()).isEqualTo("Internal error")).send()
                .thenAssertResults();
    }

    private static JsonObject structured(Object content) {
        return JsonObject.mapFrom(content);
    }

    private static String firstUrl(JsonObject found) {
        return found.getJsonArray("films").getJsonObject(0).getString("url");
    }

    @Test
    void fieldsOfStructuredContent_areSigned() {
        client(token(claims -> claims)).when().toolsCall("search", Map.of("title", "d"), response -> {
            JsonObject found = structured(response.structuredContent());
            assertThat(found.getJsonArray("films")).hasSize(2);
            assertThat(found.getJsonArray("films").getJsonObject(1).getString("title")).isEqualTo("Dusk");
            assertThat(SignedUrls.status(firstUrl(found))).isEqualTo(200);
        }).toolsCall("filmLater", response -> assertThat(
                SignedUrls.status(structured(response.structuredContent()).getString("url"))).isEqualTo(200))
                .thenAssertResults();
    }

    @Test
    void urlsInTexts_areSigned() {
        client(token(claims -> claims)).when()
                .toolsCall("page", response -> assertThat(SignedUrls.marked(
                        response.content().get(0).asText().text().replace("&amp;", "&")))
                        .isEqualTo("<a href=\"/films/dawn.txt (signed)\">Dawn</a>"))
                .toolsCall("criticism", response -> assertThat(SignedUrls.marked(
                        structured(response.structuredContent()).getString("text")))
                        .isEqualTo("Watch /films/dusk.txt (signed) !"))
                .thenAssertResults();
    }

    @Test
    void resourcesAndPrompts_areSigned() {
        client(token(claims -> claims)).when()
                .resourcesRead("film://first", response -> assertThat(response.contents().get(0).asText().text())
                        .satisfies(url -> assertThat(SignedUrls.status(url)).isEqualTo(200)))
                .resourcesRead("film://all", response -> assertThat(response.contents()).hasSize(2)
                        .allSatisfy(film -> assertThat(SignedUrls.status(url(film.asText().text()))).isEqualTo(200)))
                .resourcesRead("film://titles/dusk", response -> assertThat(
                        SignedUrls.status(url(response.contents().get(0).asText().text()))).isEqualTo(200))
                .promptsGet("review", response -> assertThat(
                        SignedUrls.status(response.messages().get(0).content().asText().text())).isEqualTo(200))
                .thenAssertResults();
    }

    private static String url(String film) {
        return new JsonObject(film).getString("url");
    }

    @Test
    void cookiesOfATool_openWhatItsFieldsName() {
        String token = token(claims -> claims.subject("cookies"));
        String session = call(token, null, "initialize", new JsonObject().put("protocolVersion", "2025-06-18")
                .put("capabilities", new JsonObject())
                .put("clientInfo", new JsonObject().put("name", "test").put("version", "1")))
                .header("Mcp-Session-Id");

        Response response = call(token, session, "tools/call", new JsonObject().put("name", "opened"));

        assertThat(response.asString()).contains("/films/dawn.txt").doesNotContain("Signature=");
        Map<String, String> cookies = response.cookies();
        assertThat(cookies).containsKeys("CloudFront-Policy", "q_cloudfront_mark");
        String film = ConfigProvider.getConfig().getValue("quarkus.cloudfront-signer.url", String.class) + "/films/dawn.txt";
        assertThat(given().cookies(cookies).get(film).statusCode()).isEqualTo(200);
    }

    private Response call(String token, String session, String method, JsonObject parameters) {
        return given().auth().preemptive().oauth2(token).contentType("application/json")
                .headers(session == null ? Map.of() : Map.of("Mcp-Session-Id", session))
                .header("Accept", "application/json, text/event-stream")
                .body(new JsonObject().put("jsonrpc", "2.0").put("id", 1).put("method", method).put("params", parameters)
                        .encode())
                .post(server.resolve("/mcp"));
    }

    @Test
    void urlsOfAnAgent_haveItsMarkAndAreRevokedWithIt() {
        AtomicReference<String> url = new AtomicReference<>();
        client(TestTokens.of("mole", claims -> claims)).when()
                .toolsCall("url", response -> url.set(urls(response).findFirst().orElseThrow())).thenAssertResults();
        assertThat(url.get()).contains("mark=" + grants.mark(TestTokens.ISSUER, "mole").get(0) + ".");
        assertThat(SignedUrls.status(url.get().replaceFirst("mark=[^&]*&", ""))).isEqualTo(403);
        assertThat(SignedUrls.status(url.get())).isEqualTo(200);

        grants.revoke(TestTokens.ISSUER, "mole").await().indefinitely();

        assertThat(SignedUrls.status(url.get())).isEqualTo(403);
    }

    @Test
    void agentWithoutToken_getsNoUrl() {
        client(null).when()
                .toolsCall("watch").withArguments(Map.of("title", "dawn"))
                .withErrorAssert(error -> assertThat(error.message()).contains("UnauthorizedException")).send()
                .toolsCall("search").withArguments(Map.of("title", "dawn"))
                .withErrorAssert(error -> assertThat(error.message()).contains("UnauthorizedException")).send()
                .thenAssertResults();
    }

    @Test
    void otherClient_findsAFilmAndFetchesIt() {
        try (McpSyncClient agent = otherClient(token(claims -> claims))) {
            McpSchema.CallToolResult found = agent.callTool(new McpSchema.CallToolRequest("search", Map.of("title", "dusk")));
            assertThat(SignedUrls.status(firstUrl(structured(found.structuredContent())))).isEqualTo(200);

            McpSchema.ResourceLink watched = watch(agent, "dusk");
            assertThat(watched.name()).isEqualTo("Dusk");
            assertThat(SignedUrls.status(watched.uri())).isEqualTo(200);
        }
    }

    /** An agent may open a link that it has kept for long. */
    @Test
    void link_isRefusedWhenTheTokenHasExpired() {
        Instant expiry = Instant.now().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS);
        try (McpSyncClient agent = otherClient(token(claims -> claims.expiresAt(expiry)))) {
            String link = watch(agent, "dawn").uri();

            assertThat(SignedUrls.status(link)).isEqualTo(200);
            edge.verifier().at(expiry.minusSeconds(1)).assertSigned(link);
            assertThatThrownBy(() -> edge.verifier().at(expiry).assertSigned(link)).hasMessageContaining("expired");
        }
    }

    private McpSyncClient otherClient(String token) {
        McpSyncClient agent = McpClient.sync(HttpClientStreamableHttpTransport.builder(server.toString()).endpoint("/mcp")
                .httpRequestCustomizer((request, method, endpoint, body, context) -> request.header("Authorization",
                        "Bearer " + token))
                .build()).build();
        agent.initialize();
        return agent;
    }

    private static McpSchema.ResourceLink watch(McpSyncClient agent, String title) {
        McpSchema.CallToolResult result = agent.callTool(new McpSchema.CallToolRequest("watch", Map.of("title", title)));
        return (McpSchema.ResourceLink) result.content().get(0);
    }
}
