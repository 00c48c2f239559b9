package io.quarkiverse.cloudfront.signer.runtime.gate;

import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.gate;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.edge.EdgeOptions;
import io.quarkiverse.cloudfront.edge.Origin;
import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.signer.fixtures.FunctionRun.Request;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.GateResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Two replicas of a site, of which one has another configuration of its gates. Viewers keep their access, and get and lose it
 * on each of them.
 */
class RollingGatesTest {

    private static final KeyPair KEY = NewKey.p256Pair();
    private static final String[] SIGNER = { "url=http://media.example.com", "key-pair-id=K1",
            "private-key=" + NewKey.pem(KEY.getPrivate()), "cookies.secure=false" };
    private static final String DOCS = "/docs/a.html";
    private static final String DRAFTS = "/drafts/a.html";
    private static final GateInfo GATE = gate("docs", "/docs/*");

    @TempDir
    private Path files;

    private final Vertx vertx = Vertx.vertx();
    private final List<GateSite> sites = new ArrayList<>();
    /** The browser's cookies by name and path. */
    private final Map<String, String> jar = new LinkedHashMap<>();

    @BeforeEach
    void writeFiles() throws IOException {
        for (String file : List.of(DOCS, DRAFTS)) {
            Files.createDirectories(files.resolve(file.substring(1)).getParent());
            Files.writeString(files.resolve(file.substring(1)), "page");
        }
    }

    @AfterEach
    void close() {
        sites.forEach(GateSite::close);
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private GateSite replica(GateInfo... gates) {
        GateSite site = new GateSite(List.of(gates), null, SIGNER);
        sites.add(site);
        return site;
    }

    private GateResponse send(GateSite replica, String method, String path) {
        GateBrowser browser = replica.browser().as("reader");
        jar.forEach((key, value) -> {
            if (path.startsWith(key.substring(key.indexOf(' ') + 1))) {
                browser.cookie(key.substring(0, key.indexOf(' ')), value);
            }
        });
        GateResponse response = browser.send(method, path, "");
        for (String header : response.cookies()) {
            String key = header.substring(0, header.indexOf('=')) + " " + Stream.of(header.split("; "))
                    .filter(part -> part.startsWith("Path=")).findFirst().orElseThrow().substring("Path=".length());
            if (header.contains("Max-Age=0")) {
                jar.remove(key);
            } else {
                jar.put(key, header.substring(header.indexOf('=') + 1, header.indexOf(';')));
            }
        }
        return response;
    }

    private GateResponse logIn(GateSite replica, String path, String file) {
        return send(replica, "GET", path + "/login?return=" + file);
    }

    /** What CloudFront does, with a behavior for each restricted path. */
    private boolean isServed(String file, String... restricted) {
        Distribution.Builder distribution = Distribution.builder(Origin.directory(files));
        for (String pattern : restricted) {
            distribution.behavior(CacheBehavior.restricted(pattern, KeyGroup.of("media", "K1", KEY.getPublic())));
        }
        Edge edge = await(Edge.start(vertx, distribution.build(), EdgeOptions.defaults()
                .withClock(Clock.fixed(GateSite.NOW, ZoneOffset.UTC))));
        String cookies = jar.entrySet().stream()
                .filter(entry -> file.startsWith(entry.getKey().substring(entry.getKey().indexOf(' ') + 1)))
                .map(entry -> entry.getKey().substring(0, entry.getKey().indexOf(' ')) + "=" + entry.getValue())
                .collect(Collectors.joining("; "));
        int status = new Request(file, cookies).statusAt(edge.port());
        await(edge.close());
        assertThat(status).isIn(200, 403);
        return status == 200;
    }

    @Test
    void gate_isAdded() {
        GateSite old = replica(GATE);
        GateSite changed = replica(GATE, gate("drafts", "/drafts/*"));

        assertThat(isServed(DOCS, "/docs/*")).as("without a grant").isFalse();
        for (List<GateSite> step : List.of(List.of(old, old), List.of(old, changed), List.of(changed, old),
                List.of(changed, changed))) {
            assertThat(logIn(step.get(0), GateSite.PATH, DOCS).status()).isEqualTo(303);
            assertThat(isServed(DOCS, "/docs/*")).isTrue();
            assertThat(send(step.get(1), "POST", GateSite.PATH + "/renew").status()).isEqualTo(204);
            assertThat(isServed(DOCS, "/docs/*")).isTrue();
            assertThat(isServed(DRAFTS, "/docs/*")).as("not restricted yet").isTrue();
        }
        assertThat(isServed(DRAFTS, "/docs/*", "/drafts/*")).as("restricted, without a grant").isFalse();
        assertThat(logIn(changed, GateSite.PATH, DRAFTS).status()).isEqualTo(303);
        assertThat(isServed(DRAFTS, "/docs/*", "/drafts/*")).isTrue();
        assertThat(isServed(DOCS, "/docs/*", "/drafts/*")).isTrue();
    }

    /** So the behavior is restricted last. */
    @Test
    void replicaWithoutTheGate_letsNobodyInAndTakesNothing() {
        GateSite old = replica(GATE);
        logIn(replica(GATE, gate("drafts", "/drafts/*")), GateSite.PATH, DRAFTS);
        logIn(old, GateSite.PATH, DOCS);

        assertThat(logIn(old, GateSite.PATH, DRAFTS).status()).isEqualTo(409);
        assertThat(isServed(DRAFTS, "/docs/*", "/drafts/*")).isTrue();
        assertThat(isServed(DOCS, "/docs/*", "/drafts/*")).isTrue();

        send(old, "POST", GateSite.PATH + "/logout");
        assertThat(isServed(DRAFTS, "/docs/*", "/drafts/*")).as("after the logout there").isFalse();
        assertThat(isServed(DOCS, "/docs/*", "/drafts/*")).isFalse();
    }

    private static GateInfo atPath(String path) {
        return new GateInfo("docs", "gate.docs.resource", path, "/docs/*", List.of(), "<default>", GATE.expiresIn(),
                GateInfo.prefix("/docs/*"));
    }

    /** Each path leads to the replicas that have it. */
    @Test
    void path_isChangedSideBySide() {
        GateSite old = replica(GATE);
        GateSite changed = replica(atPath("/members"));

        logIn(old, GateSite.PATH, DOCS);
        assertThat(isServed(DOCS, "/docs/*")).isTrue();
        assertThat(send(changed, "POST", "/members/renew").status()).isEqualTo(204);
        assertThat(isServed(DOCS, "/docs/*")).isTrue();
        assertThat(send(old, "POST", GateSite.PATH + "/renew").status()).as("an open page").isEqualTo(204);
        assertThat(isServed(DOCS, "/docs/*")).isTrue();
        send(changed, "POST", "/members/logout");
        assertThat(isServed(DOCS, "/docs/*")).isFalse();

        assertThat(logIn(changed, "/members", DOCS).status()).isEqualTo(303);
        assertThat(isServed(DOCS, "/docs/*")).isTrue();
        send(old, "POST", GateSite.PATH + "/logout");
        assertThat(isServed(DOCS, "/docs/*")).isFalse();
    }

    /** Why replicas of both cannot be behind one origin. */
    @Test
    void replicaWithoutThePath_doesNotLogIn() {
        GateSite old = replica(GATE);
        GateSite changed = replica(atPath("/members"));
        logIn(old, GateSite.PATH, DOCS);

        assertThat(logIn(old, "/members", DOCS).status()).isEqualTo(404);
        assertThat(logIn(changed, GateSite.PATH, DOCS).status()).isEqualTo(404);
        assertThat(isServed(DOCS, "/docs/*")).as("who has a grant keeps it").isTrue();
    }

    /** So the old replicas stay until the logins that have begun there are over. */
    @Test
    void loginThatHasBegun_isResumedWhereThePathIsKnown() {
        GateSite old = replica(GATE);
        GateSite changed = replica(atPath("/members"));
        GateBrowser user = old.browser();
        user.get(GateBrowser.login(DOCS));
        String state = Optional.ofNullable(user.cookies.get("q_gate_S1")).orElseThrow();

        assertThat(old.browser().as("reader").cookie("q_gate_S1", state).get("/page?code=c&state=S1").header("Location"))
                .isEqualTo(GateBrowser.login(DOCS));
        assertThat(changed.browser().as("reader").cookie("q_gate_S1", state).get("/page?code=c&state=S1").body())
                .isEqualTo("page");
    }
}
