package io.quarkiverse.cloudfront.signer.deployment.integration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner.Lifetime;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The health check shows which key signs, which one is next, and which one is no longer needed: an old public key must stay in
 * the key group until everything that its key has signed has expired. Methods, signed fields, and templates can all set a
 * lifetime.
 */
class HealthTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(NewKey.class, Resource.class, Photo.class)
                    .addAsResource(new StringAsset("{#cloudfront resource='/a/*' signer='templates' expiresIn='3h'}"
                            + "{cloudfront:url('/a/b')}{/cloudfront}"), "templates/page.html"))
            .overrideConfigKey("quarkus.cloudfront-signer.methods.url", "https://methods.example")
            .overrideConfigKey("quarkus.cloudfront-signer.methods.key-pair-id", "K9")
            .overrideConfigKey("quarkus.cloudfront-signer.methods.private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.methods.keys.\"K4\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.methods.keys.\"K4\".active-from", "2026-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.templates.url", "https://templates.example")
            .overrideConfigKey("quarkus.cloudfront-signer.templates.key-pair-id", "K5")
            .overrideConfigKey("quarkus.cloudfront-signer.templates.private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.templates.keys.\"K6\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.templates.keys.\"K6\".active-from", "2026-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://default.example")
            .overrideConfigKey("quarkus.cloudfront-signer.key-pair-id", "K1")
            .overrideConfigKey("quarkus.cloudfront-signer.signature-cache.max-size", "0")
            .overrideConfigKey("quarkus.cloudfront-signer.private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K2\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K2\".active-from", "2026-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K3\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K3\".active-from", "2100-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K7\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K7\".active-from", "2101-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K8\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K8\".active-from", "2025-12-01T00:00:00Z")
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

    @Inject
    Signers signers;

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
        assertThat(keys).containsOnlyKeys("<default>", "media", "methods", "templates", "tested", "tested self-test");
        assertThat(keys.get("<default>")).isEqualTo("K2 from private-key, active since 2026-01-01T00:00:00Z; K3 becomes "
                + "active at 2100-01-01T00:00:00Z; K7 becomes active at 2101-01-01T00:00:00Z; K1 can be removed from the key "
                + "group after 2025-12-01T01:00:00Z; K8 can be removed from the key group after 2026-01-01T01:00:00Z"
                + "; signature cache off");
        assertThat(keys.get("templates"))
                .endsWith("; 0 of at most 1000 signatures cached, 0 hits, 0 misses, 0 evictions");
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

    @Test
    void lifetimesOfMethodsAndTemplates_delayTheRetirementOfKeys() {
        assertThat(keys().get("methods")).contains("K9 can be removed from the key group after 2026-01-01T02:00:00Z;");
        assertThat(keys().get("templates")).contains("K5 can be removed from the key group after 2026-01-01T03:00:00Z;");
    }

    /** Revocations must stay for as long. */
    @Test
    void longestGrants_areKnownWithTheirPlaces() {
        assertThat(signers.find("<default>").longest())
                .isEqualTo(new Lifetime(Duration.ofHours(1), Photo.class.getName() + "#image"));
        assertThat(signers.find("methods").longest())
                .isEqualTo(new Lifetime(Duration.ofHours(2), Resource.class.getName() + "#url"));
        assertThat(signers.find("templates").longest())
                .isEqualTo(new Lifetime(Duration.ofHours(3), "The template page.html, line 1"));
    }

    /** A restart would not help, so the application stays ready. */
    @Test
    @Tag("nightly")
    void selfTest_thatFails_isAWarning() {
        // it runs ten seconds after the start
        await().atMost(60, TimeUnit.SECONDS).until(() -> !keys().get("tested self-test").equals("not run yet"));
        assertThat(keys().get("tested self-test")).matches("WARNING: unreachable: the distribution did not answer "
                + "\\(ConnectException\\)\\. Check url, DNS, and the network of the application; since 20\\S+Z");
    }

    public record Photo(@SignedResource(expiresIn = "1h") String image) {
    }

    @jakarta.ws.rs.Path("/")
    public static class Resource {

        @GET
        @jakarta.ws.rs.Path("url")
        @SignedResource(signer = "methods", expiresIn = "2h")
        public String url() {
            return "/a.jpg";
        }

        @GET
        @jakarta.ws.rs.Path("photo")
        public Photo photo() {
            return new Photo("/a.jpg");
        }
    }
}
