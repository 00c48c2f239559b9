package io.quarkiverse.cloudfront.signer.it.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

    private Process node;
    private String url;

    @Override
    public Map<String, String> start() {
        try {
            Files.createDirectories(INSTALLED);
            for (Path file : List.of(SCRIPT, PACKAGES.resolve("package.json"), PACKAGES.resolve("package-lock.json"),
                    PACKAGES.resolve(".npmrc"))) {
                Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            Process npm = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            String output = new String(npm.getInputStream().readAllBytes());
            if (npm.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            node = run("node", SCRIPT.getFileName().toString(), secret, String.valueOf(TOKEN_LIFE.toSeconds()));
            BufferedReader log = node.inputReader();
            url = log.lines().filter(line -> line.startsWith("http://")).findFirst()
                    .orElseThrow(() -> new IllegalStateException("The provider did not start"));
            Thread drain = new Thread(() -> log.lines().forEach(System.out::println), "oidc-provider");
            drain.setDaemon(true);
            drain.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Map.of(
                "quarkus.oidc.devservices.enabled", "false",
                "quarkus.oidc.auth-server-url", url,
                "quarkus.oidc.client-id", "gallery",
                "quarkus.oidc.credentials.secret", secret,
                "quarkus.oidc.authentication.pkce-required", "true");
    }

    private static Process run(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command)).directory(INSTALLED.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }

    @Override
    public void stop() {
        if (node != null) {
            node.destroyForcibly();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(NodeProvider.class));
    }

    String url() {
        return url;
    }

    /** As an administrator does: nobody can refresh a token, and each login shows the form again. */
    void endSessions() {
        RestAssured.given().baseUri(url).post("/end").then().statusCode(200);
    }
}
