package io.quarkiverse.cloudfront.signer.deployment.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.edge.EdgeOptions;
import io.quarkiverse.cloudfront.edge.Origin;
import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Packaged applications side by side, of which one has another gate, and one has the gate at another path. They share their
 * sessions, and one distribution is in front of the files.
 */
@Tag("nightly")
class RollingApplicationsTest {

    private static final String PATH = "/private-access";
    private static final String DOCS = "/docs/a.html";
    private static final String DRAFTS = "/drafts/a.html";

    private static final KeyPair KEY = NewKey.p256Pair();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Edge EDGE = await(Edge.start(VERTX, Distribution.builder(Origin.directory(files()))
            .defaultBehavior(CacheBehavior.restricted("*", KeyGroup.of("media", "K1", KEY.getPublic()))).build(),
            EdgeOptions.defaults()));

    private static final int OLD = FreePort.find();
    private static final int MORE = FreePort.find();
    private static final int MOVED = FreePort.find();

    @RegisterExtension
    static final QuarkusProdModeTest OLD_REPLICA = replica("old", OLD);

    @RegisterExtension
    static final QuarkusProdModeTest REPLICA_WITH_ANOTHER_GATE = replica("more", MORE)
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"drafts\".resource", "/drafts/*");

    @RegisterExtension
    static final QuarkusProdModeTest REPLICA_AT_ANOTHER_PATH = replica("moved", MOVED)
            .overrideConfigKey("quarkus.cloudfront-signer.gate.path", "/members");

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).build();

    private static QuarkusProdModeTest replica(String name, int port) {
        return new QuarkusProdModeTest().withEmptyApplication().setApplicationName(name)
                .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-elytron-security-properties-file",
                        System.getProperty("version.quarkus"))))
                .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/docs/*")
                .overrideConfigKey("quarkus.http.auth.form.enabled", "true")
                .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
                .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
                .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
                .setRuntimeProperties(Map.of("quarkus.http.port", Integer.toString(port), "quarkus.http.host", "localhost",
                        "quarkus.http.auth.session.encryption-key", "the same on all replicas of this test",
                        "quarkus.cloudfront-signer.url", EDGE.url().toString(),
                        "quarkus.cloudfront-signer.cookies.secure", "false",
                        "quarkus.cloudfront-signer.key-pair-id", "K1",
                        "quarkus.cloudfront-signer.private-key", NewKey.pem(KEY.getPrivate()).replace("\n", "")))
                .setRun(true);
    }

    private static Path files() {
        try {
            Path directory = Files.createTempDirectory("rolling");
            for (String file : List.of(DOCS, DRAFTS)) {
                Path path = directory.resolve(file.substring(1));
                Files.createDirectories(path.getParent());
                Files.writeString(path, "page");
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @AfterAll
    static void stop() {
        await(EDGE.close());
        await(VERTX.close());
    }

    private HttpResponse<String> send(int port, String method, String path, String body) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private int status(int port, String method, String path) throws Exception {
        return send(port, method, path, "").statusCode();
    }

    /** Logs in at the application, and then at its gate. */
    private int logIn(int port, String path, String file) throws Exception {
        send(port, "POST", "/j_security_check", "j_username=alice&j_password=alice");
        HttpResponse<String> response = send(port, "GET", path + "/login?return=" + file, "");
        if (response.statusCode() == 303) {
            assertThat(Optional.ofNullable(URI.create(response.headers().firstValue("Location").orElseThrow()).getPath()))
                    .contains(file);
        }
        return response.statusCode();
    }

    private boolean isServed(String file) throws Exception {
        int status = status(EDGE.port(), "GET", file);
        assertThat(status).isIn(200, 403);
        return status == 200;
    }

    @Test
    void gate_isAdded() throws Exception {
        assertThat(isServed(DOCS)).isFalse();
        for (int[] step : new int[][] { { OLD, OLD }, { OLD, MORE }, { MORE, OLD }, { MORE, MORE } }) {
            assertThat(logIn(step[0], PATH, DOCS)).isEqualTo(303);
            assertThat(isServed(DOCS)).isTrue();
            assertThat(status(step[1], "POST", PATH + "/renew")).isEqualTo(204);
            assertThat(isServed(DOCS)).isTrue();
            assertThat(isServed(DRAFTS)).isFalse();
        }
        assertThat(logIn(OLD, PATH, DRAFTS)).isEqualTo(409);
        assertThat(isServed(DRAFTS)).isFalse();
        assertThat(logIn(MORE, PATH, DRAFTS)).isEqualTo(303);
        assertThat(isServed(DRAFTS)).isTrue();
        assertThat(isServed(DOCS)).isTrue();

        assertThat(status(OLD, "POST", PATH + "/logout")).isEqualTo(200);
        assertThat(isServed(DRAFTS)).as("after a logout at a replica without this gate").isFalse();
        assertThat(isServed(DOCS)).isFalse();
    }

    @Test
    void path_isChangedSideBySide() throws Exception {
        assertThat(logIn(OLD, PATH, DOCS)).isEqualTo(303);
        assertThat(status(MOVED, "POST", "/members/renew")).isEqualTo(204);
        assertThat(isServed(DOCS)).isTrue();
        assertThat(status(MOVED, "GET", PATH + "/login?return=" + DOCS)).isEqualTo(404);
        assertThat(status(OLD, "GET", "/members/login?return=" + DOCS)).isEqualTo(404);
        assertThat(isServed(DOCS)).as("who has a grant keeps it").isTrue();

        assertThat(status(MOVED, "POST", "/members/logout")).isEqualTo(200);
        assertThat(isServed(DOCS)).isFalse();
        assertThat(logIn(MOVED, "/members", DOCS)).isEqualTo(303);
        assertThat(isServed(DOCS)).isTrue();
        assertThat(status(OLD, "POST", PATH + "/logout")).isEqualTo(200);
        assertThat(isServed(DOCS)).isFalse();
    }
}
