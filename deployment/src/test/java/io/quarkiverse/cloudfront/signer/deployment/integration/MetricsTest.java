package io.quarkiverse.cloudfront.signer.deployment.integration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.probe.ProbeResult;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureListener;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/**
 * The metrics that Prometheus reads from a running application, and the queries of the Grafana dashboard and of the alert
 * rules.
 */
class MetricsTest {

    private static final String DASHBOARD = "META-INF/grafana/grafana-dashboard-cloudfront-signer.json";
    private static final File ALERTS = new File("../docs/modules/ROOT/examples/alerts/cloudfront-signer.yaml");
    private static final Pattern SAMPLE = Pattern.compile("(cloudfront_signer_\\w+)\\{(.*)} (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(NewKey.class, Resource.class, FailingKey.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus",
                    System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://default.example")
            .overrideConfigKey("quarkus.cloudfront-signer.key-pair-id", "K1")
            .overrideConfigKey("quarkus.cloudfront-signer.private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K2\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K2\".active-from", "2026-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K3\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K3\".active-from", "2100-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K4\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K4\".active-from", "2101-01-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K5\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.keys.\"K5\".active-from", "2025-12-01T00:00:00Z")
            .overrideConfigKey("quarkus.cloudfront-signer.\"forgetful\".url", "https://forgetful.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"forgetful\".key-pair-id", "KFORGETFUL")
            .overrideConfigKey("quarkus.cloudfront-signer.\"forgetful\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.\"forgetful\".signature-cache.max-size", "0")
            .overrideConfigKey("quarkus.cloudfront-signer.\"failing\".url", "https://failing.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"failing\".probe-resource", "/probe.txt")
            .overrideConfigKey("quarkus.cloudfront-signer.\"failing\".probe-period", "1h");

    @Inject
    Signers signers;

    @Inject
    SignatureListener metrics;

    @Test
    void signatures_areCountedByCacheOutcome() {
        Map<String, Double> before = samples();
        for (int i = 0; i < 3; i++) {
            given().get("/custom/counted").then().statusCode(200);
            given().get("/forgetful/counted").then().statusCode(200);
        }
        given().get("/canned/counted").then().statusCode(200);

        String ofDefault = "key_pair_id=K2,policy=custom,signer=<default>";
        assertThat(grown(before, "cloudfront_signer_signatures_total{cache=miss," + ofDefault)).isEqualTo(1);
        assertThat(grown(before, "cloudfront_signer_signatures_total{cache=hit," + ofDefault)).isEqualTo(2);
        assertThat(grown(before, "cloudfront_signer_signatures_total{cache=miss,key_pair_id=K2,policy=canned,signer=<default>"))
                .isEqualTo(1);
        assertThat(grown(before,
                "cloudfront_signer_signatures_total{cache=off,key_pair_id=KFORGETFUL,policy=custom,signer=forgetful"))
                .isEqualTo(3);
        assertThat(grown(before,
                "cloudfront_signer_signing_seconds_count{algorithm=ecdsa_sha256,key_pair_id=K2,signer=<default>"))
                .as("a cache hit does not need the key").isEqualTo(2);
        assertThat(grown(before,
                "cloudfront_signer_signing_seconds_count{algorithm=ecdsa_sha256,key_pair_id=KFORGETFUL,signer=forgetful"))
                .as("without a cache, each signature needs it").isEqualTo(3);
        assertThat(grown(before,
                "cloudfront_signer_signing_seconds_sum{algorithm=ecdsa_sha256,key_pair_id=K2,signer=<default>"))
                .isBetween(0.000_001, 10.0);
        assertThat(grown(before, "cloudfront_signer_cache_size{signer=<default>")).isEqualTo(2);
        assertThat(grown(before, "cloudfront_signer_cache_evictions_total{signer=<default>")).isZero();
    }

    @Test
    void timeOfSignatures_isInSeconds() {
        metrics.signed(
                new SignatureListener.Event("timed", "K1", Algorithm.RSA_SHA256, true, SignatureListener.Event.Outcome.MISS,
                        2_500_000_000L, null));

        assertThat(samples().get("cloudfront_signer_signing_seconds_sum{algorithm=rsa_sha256,key_pair_id=K1,signer=timed"))
                .isEqualTo(2.5);
    }

    @Test
    void failures_areCountedByReason() {
        Map<String, Double> before = samples();
        given().get("/failing/a").then().statusCode(500);
        given().get("/on-event-loop").then().statusCode(500);
        given().get("/elsewhere").then().statusCode(500);
        given().get("/past").then().statusCode(500);

        // two if the self-test runs at the same time
        assertThat(grown(before, "cloudfront_signer_failures_total{reason=key_unavailable,signer=failing")).isBetween(1.0, 2.0);
        assertThat(grown(before, "cloudfront_signer_failures_total{reason=blocking_not_allowed,signer=failing")).isEqualTo(1);
        assertThat(grown(before, "cloudfront_signer_failures_total{reason=url_not_signable,signer=<default>")).isEqualTo(1);
        assertThat(grown(before, "cloudfront_signer_failures_total{reason=expired,signer=<default>")).isEqualTo(1);
        assertThat(samples().keySet()).noneMatch(
                sample -> sample.startsWith("cloudfront_signer_signatures_total") && sample.contains("failing"));
    }

    /** The values of tags come from developers. A viewer who could choose them could fill the memory. */
    @Test
    void tags_haveNoInputOfViewers() {
        for (String path : List.of("custom", "canned", "forgetful", "failing")) {
            given().get("/" + path + "/secret-of-a-viewer");
        }
        assertThat(scrape()).contains("cloudfront_signer_signatures_total").doesNotContainPattern(
                "cloudfront_signer\\S*secret-of-a-viewer");
    }

    @Test
    void metrics_areDescribed() {
        given().get("/custom/described");
        given().get("/elsewhere");

        assertThat(scrape()).contains("# HELP cloudfront_signer_signatures_total Signatures that signers returned",
                "# HELP cloudfront_signer_signing_seconds Time that keys took to sign",
                "# HELP cloudfront_signer_failures_total Failed signing requests",
                "# HELP cloudfront_signer_cache_evictions_total Signatures that were evicted before they expired");
    }

    @Test
    void keyRotation_isMeasuredByGauges() {
        Map<String, Double> samples = samples();
        double next = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond() - Instant.now().getEpochSecond();
        double replaced = Instant.parse("2026-01-01T00:15:00Z").getEpochSecond() - Instant.now().getEpochSecond();

        assertThat(samples.get("cloudfront_signer_key_next_seconds{signer=<default>")).isBetween(next - 60, next + 60);
        assertThat(samples.get("cloudfront_signer_key_replaced_seconds{signer=<default>")).isBetween(replaced - 60,
                replaced + 60);
        assertThat(samples.get("cloudfront_signer_key_next_seconds{signer=forgetful")).isNaN();
        assertThat(samples.get("cloudfront_signer_key_replaced_seconds{signer=forgetful")).isNaN();
        assertThat(samples.get("cloudfront_signer_cache_max_size{signer=forgetful")).isZero();
        assertThat(samples.get("cloudfront_signer_cache_max_size{signer=<default>")).isEqualTo(1000);
    }

    /** Each outcome has a counter from the beginning, so that alerts notice the first failure. */
    @Test
    void selfTests_areCountedByOutcome() {
        Map<String, Double> before = samples();
        assertThat(before.keySet().stream().filter(sample -> sample.startsWith("cloudfront_signer_probes_total{")))
                .hasSize(ProbeResult.Outcome.values().length)
                .contains("cloudfront_signer_probes_total{outcome=served,signer=failing");

        signers.selfTests().get(0).run();

        assertThat(grown(before, "cloudfront_signer_probes_total{outcome=not_signed,signer=failing")).isGreaterThanOrEqualTo(1);
    }

    @Test
    void dashboardAndAlerts_useExistingMetricsAndLabels() throws IOException {
        for (String path : List.of("custom", "failing")) {
            given().get("/" + path + "/dashboard");
        }
        Map<String, Set<String>> labels = new TreeMap<>();
        for (String sample : samples().keySet()) {
            int brace = sample.indexOf('{');
            Set<String> names = labels.computeIfAbsent(sample.substring(0, brace), name -> new TreeSet<>());
            Pattern.compile("(\\w+)=").matcher(sample.substring(brace)).results().map(label -> label.group(1))
                    .forEach(names::add);
        }

        List<MatchResult> expressions = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(dashboard() + alerts())
                .results()
                .toList();
        assertThat(expressions).hasSizeGreaterThan(13);
        for (MatchResult expression : expressions) {
            Matcher metric = Pattern.compile("cloudfront_signer_\\w+").matcher(expression.group(1));
            Set<String> wanted = labelsOf(expression.group(1));
            for (boolean any = false; metric.find() || !any; any = true) {
                assertThat(labels).containsKey(metric.group());
                assertThat(labels.get(metric.group())).as(expression.group(1)).containsAll(wanted);
            }
        }
    }

    private static Set<String> labelsOf(String expression) {
        Set<String> labels = new TreeSet<>();
        Pattern.compile("by \\(([^)]*)\\)").matcher(expression).results()
                .forEach(by -> labels.addAll(List.of(by.group(1).split(", "))));
        Pattern.compile("(\\w+)=~?\\\\\"").matcher(expression).results().forEach(label -> labels.add(label.group(1)));
        // Prometheus itself adds it
        labels.remove("instance");
        return labels;
    }

    private static String dashboard() throws IOException {
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(DASHBOARD)) {
            assertThat(file).as("where Quarkus's Dev Service for Grafana looks for dashboards").isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Without those of gates, whose metrics belong to another extension, and of marks, which this application does not use. */
    private static String alerts() throws IOException {
        return Files.readAllLines(ALERTS.toPath()).stream().map(String::strip)
                .filter(line -> line.startsWith("expr: ") && !line.contains("cloudfront_signer_gate_")
                        && !line.contains("cloudfront_signer_revocations_"))
                .map(line -> "\"expr\": \"" + line.substring("expr: ".length()).replace("\"", "\\\"") + "\"\n")
                .collect(Collectors.joining());
    }

    private static double grown(Map<String, Double> before, String sample) {
        return samples().getOrDefault(sample, 0.0) - before.getOrDefault(sample, 0.0);
    }

    /** By name and labels, sorted by label name. */
    private static Map<String, Double> samples() {
        Map<String, Double> samples = new TreeMap<>();
        SAMPLE.matcher(scrape()).results().forEach(sample -> samples.put(sample.group(1) + "{" + LABEL.matcher(sample.group(2))
                .results().map(label -> label.group(1) + "=" + label.group(2)).sorted().collect(Collectors.joining(",")),
                Double.valueOf(sample.group(3))));
        return samples;
    }

    private static String scrape() {
        return given().accept("text/plain").get("/q/metrics").then().statusCode(200).extract().asString();
    }

    @Singleton
    public static class FailingKey {

        @Produces
        @Singleton
        @SignerName("failing")
        SigningKey key() {
            return new SigningKey() {

                @Override
                public String keyPairId() {
                    return "KFAILING";
                }

                @Override
                public Algorithm algorithm() {
                    return Algorithm.RSA_SHA256;
                }

                @Override
                public Uni<byte[]> sign(byte[] policy) {
                    return Uni.createFrom().failure(new IllegalStateException("the HSM is on fire"));
                }
            };
        }
    }

    @PermitAll
    @Path("/")
    public static class Resource {

        private static final Instant END = Instant.parse("2035-01-01T00:00:00Z");

        private final CloudFrontSigner defaultSigner;
        private final CloudFrontSigner forgetful;
        private final CloudFrontSigner failing;

        Resource(CloudFrontSigner defaultSigner, @SignerName("forgetful") CloudFrontSigner forgetful,
                @SignerName("failing") CloudFrontSigner failing) {
            this.defaultSigner = defaultSigner;
            this.forgetful = forgetful;
            this.failing = failing;
        }

        @GET
        @Path("custom/{name}")
        public String custom(@RestPath String name) {
            return sign(defaultSigner, name);
        }

        @GET
        @Path("forgetful/{name}")
        public String forgetful(@RestPath String name) {
            return sign(forgetful, name);
        }

        @GET
        @Path("failing/{name}")
        public String failing(@RestPath String name) {
            return sign(failing, name);
        }

        @GET
        @Path("canned/{name}")
        public String canned(@RestPath String name) {
            return defaultSigner.sign("/" + name).toString();
        }

        @GET
        @Path("on-event-loop")
        @NonBlocking
        public String onEventLoop() {
            return sign(failing, "on-event-loop");
        }

        @GET
        @Path("elsewhere")
        public String elsewhere() {
            return defaultSigner.sign("https://elsewhere.example/a").toString();
        }

        @GET
        @Path("past")
        public String past() {
            return defaultSigner.sign(defaultSigner.policy("/a").expiresAt(Instant.EPOCH.plusSeconds(1)).build()).toString();
        }

        /** With the same expiry, so that the policies are equal. */
        private static String sign(CloudFrontSigner signer, String name) {
            return signer.sign(signer.policy("/" + name + "/*").expiresAt(END).build()).expiresAt().toString();
        }
    }
}
