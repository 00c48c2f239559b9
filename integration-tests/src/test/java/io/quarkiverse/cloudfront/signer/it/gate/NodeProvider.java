package io.quarkiverse.cloudfront.signer.it.gate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.fixtures.ForkDirectory;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.NodeServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;

/**
 * The npm package oidc-provider, with a login form, and tokens that expire after some seconds. Its user is alice.
 */
public class NodeProvider implements QuarkusTestResourceLifecycleManager {

    /** Where the gallery can receive back-channel logouts. */
    public static final String BACK_CHANNEL = "/back-channel-logout";

    static final Duration TOKEN_LIFE = Duration.ofSeconds(12);

    private static final Path SOURCES = Path.of("src", "test", "oidc-provider");
    private static final String SCRIPT = "gate.mjs";
    private static final Path INSTALLED = ForkDirectory.of("oidc-provider");

    private final String secret = UUID.randomUUID().toString();

    private NodeServer server;

    @Override
    public Map<String, String> start() {
        List<Path> files = Stream.of(SCRIPT, "package.json", "package-lock.json", ".npmrc").map(SOURCES::resolve).toList();
        int port = FreePort.find();
        server = NodeServer.start(INSTALLED, files, SCRIPT, "http://localhost:" + port, secret,
                String.valueOf(TOKEN_LIFE.toSeconds()));
        return Map.of(
                "quarkus.http.test-port", String.valueOf(port),
                "quarkus.oidc.devservices.enabled", "false",
                "quarkus.oidc.auth-server-url", server.url(),
                "quarkus.oidc.client-id", "gallery",
                "quarkus.oidc.credentials.secret", secret,
                "quarkus.oidc.authentication.pkce-required", "true");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(NodeProvider.class));
    }

    public String url() {
        return server.url();
    }

    /** Sets the lifetime of the tokens that the provider issues from now on. */
    public void tokensLive(Duration life) {
        post("/lifetime/" + life.toSeconds());
    }

    public List<String> sessions() {
        String sessions = RestAssured.get(server.url() + "/sessions").then().statusCode(200).extract().asString();
        return sessions.isEmpty() ? List.of() : List.of(sessions.split(" "));
    }

    /** Ends a session with a back-channel logout. */
    public void endSession(String session) {
        post("/sessions/" + session);
    }

    /** As an administrator does: nobody can refresh a token, and each login shows the form again. */
    public void endSessions() {
        post("/end");
    }

    private void post(String path) {
        RestAssured.post(server.url() + path).then().statusCode(200);
    }
}
