package io.quarkiverse.cloudfront.signer.it.gate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.cloudfront.signer.fixtures.NodeServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;

/**
 * The npm package oidc-provider, with a login form, and tokens that expire after some seconds.
 */
public class NodeProvider implements QuarkusTestResourceLifecycleManager {

    static final Duration TOKEN_LIFE = Duration.ofSeconds(12);

    private static final Path SCRIPT = Path.of("src", "test", "oidc-provider", "gate.mjs");
    private static final Path PACKAGES = Path.of("frameworks", "src", "test", "oidc-provider");
    private static final Path INSTALLED = Path.of("target", "oidc-provider");

    private final String secret = UUID.randomUUID().toString();

    private NodeServer server;

    @Override
    public Map<String, String> start() {
        List<Path> files = List.of(SCRIPT, PACKAGES.resolve("package.json"), PACKAGES.resolve("package-lock.json"),
                PACKAGES.resolve(".npmrc"));
        server = NodeServer.start(INSTALLED, files, SCRIPT.getFileName().toString(), secret,
                String.valueOf(TOKEN_LIFE.toSeconds()));
        return Map.of(
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

    String url() {
        return server.url();
    }

    /** As an administrator does: nobody can refresh a token, and each login shows the form again. */
    void endSessions() {
        RestAssured.given().baseUri(server.url()).post("/end").then().statusCode(200);
    }
}
