package io.quarkiverse.cloudfront.signer.deployment.integration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The health check shows which key signs, which one is next, and which one is no longer needed.
 */
class HealthTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(NewKey.class))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://default.example")
            .overrideConfigKey("quarkus.cloudfront-signer.key-pair-id", "K1")
            .overrideConfigKey("quarkus.cloudfront-signer.signature-cache.max-size", "0")
            .overrideConfigKey("quarkus.cloudfront-signer.private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K2\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K2\".active-from", "2026-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K3\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K3\".active-from", "2100-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".url", "https://media.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".key-pair-id", "KMEDIA")
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".private-key-location", file())
            .overrideConfigKey("quarkus.cloudfront-signer.\"media\".reload-period", "1s")
            .overrideConfigKey("quarkus.cloudfront-signer.\"tested\".url", "http://localhost:1")
            .overrideConfigKey("quarkus.cloudfront-signer.\"tested\".key-pair-id", "KTESTED")
            .overrideConfigKey("quarkus.cloudfront-signer.\"tested\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.\"tested\".probe-resource", "/probe.txt");

    @SignerName("media")
    CloudFrontSigner media;

    private static String file() {
        try {
            return Files.write(Files.createTempFile("private-key", ".der"), NewKey.p256Pair().getPrivate().getEncoded())
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> keys() {
        return given().get("/q/health/ready").then().statusCode(200).extract().jsonPath()
                .getMap("checks.find { it.name == 'CloudFront signing keys' && it.status == 'UP' }.data");
    }

    @Test
    void readiness_reportsEachSigner() throws Exception {
        Map<String, String> keys = keys();
        assertThat(keys).containsOnlyKeys("<default>", "media", "tested", "tested self-test");
        assertThat(keys.get("<default>")).isEqualTo("K2 from private-key, active since 2026-01-01T00:00:00Z; K3 becomes "
                + "active at 2100-01-01T00:00:00Z; K1 can be removed from the key group after 2026-01-01T00:15:00Z"
                + "; signature cache off");
        media.sign("/a.jpg");
        media.sign(media.policy("/*").expiresAt(Instant.parse("2037-01-01T00:00:00Z")).build());
        media.sign(media.policy("/*").expiresAt(Instant.parse("2037-01-01T00:00:00Z")).build());
        assertThat(keys().get("media")).matches("KMEDIA from private-key-location, active since 20\\S+Z; 2 of at most 1000 "
                + "signatures cached, 1 hits, 2 misses, 0 evictions");

        Files.delete(Path.of(ConfigProvider.getConfig().getValue("quarkus.cloudfront-signer.\"media\".private-key-location",
                String.class)));
        await().atMost(60, TimeUnit.SECONDS).until(() -> keys().get("media").contains("could not"));
        assertThat(keys().get("media")).matches(
                "KMEDIA from private-key-location, active since 20\\S+Z; a key could not be read again, see the log; 2 of .*");
    }

    /** A restart would not help, so the application stays ready. */
    @Test
    void selfTest_thatFails_isAWarning() {
        // it runs ten seconds after the start
        await().atMost(60, TimeUnit.SECONDS).until(() -> !keys().get("tested self-test").equals("not run yet"));
        assertThat(keys().get("tested self-test")).matches("WARNING: the distribution did not answer \\(ConnectException\\)\\. "
                + "Check url, DNS, and the network of the application; since 20\\S+Z");
    }
}
