package io.quarkiverse.cloudfront.signer.deployment.gate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;

/**
 * The metrics of gates that Prometheus reads, and the queries of their Grafana dashboard.
 */
class GateMetricsTest {

    private static final String DASHBOARD = "META-INF/grafana/grafana-dashboard-cloudfront-signer-gate.json";
    private static final Pattern SAMPLE = Pattern.compile("(cloudfront_signer_gate_\\w+)\\{(.*)} (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withEmptyApplication()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus",
                    System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/docs/*")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"drafts\".resource", "/drafts/*")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"drafts\".roles-allowed", "editor")
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
            .overrideConfigKey("quarkus.security.users.embedded.users.bob", "bob")
            .overrideConfigKey("quarkus.security.users.embedded.roles.bob", "editor");

    @Test
    void loginsAtGates_areCountedByOutcome() {
        Map<String, Double> before = samples();
        assertThat(logIn("alice", "/docs/a.html").statusCode()).isEqualTo(303);
        assertThat(logIn("alice", "/drafts/a.html").statusCode()).isEqualTo(409);
        assertThat(logIn("bob", "/drafts/a.html").statusCode()).isEqualTo(303);
        assertThat(logIn("bob", "/secret-of-a-viewer").statusCode()).isEqualTo(409);

        assertThat(grown(before, "cloudfront_signer_gate_logins_total{gate=<default>,outcome=granted")).isEqualTo(1);
        assertThat(grown(before, "cloudfront_signer_gate_logins_total{gate=drafts,outcome=role_missing")).isEqualTo(1);
        assertThat(grown(before, "cloudfront_signer_gate_logins_total{gate=drafts,outcome=granted")).isEqualTo(1);
        assertThat(grown(before, "cloudfront_signer_gate_logins_total{gate=<none>,outcome=not_covered")).isEqualTo(1);
    }

    @Test
    void renewalsAtGates_areCountedByOutcome() {
        Map<String, Double> before = samples();
        Map<String, String> cookies = logIn("bob", "/drafts/a.html").cookies();
        renew("bob", cookies);
        renew("alice", cookies);
        renew("alice", Map.of());

        assertThat(grown(before, "cloudfront_signer_gate_renewals_total{gate=drafts,outcome=granted")).isEqualTo(1);
        assertThat(grown(before, "cloudfront_signer_gate_renewals_total{gate=drafts,outcome=role_missing"))
                .as("alice without cookies does not lose any").isEqualTo(1);
        assertThat(grown(before, "cloudfront_signer_gate_renewals_total{gate=<default>,outcome=granted")).isEqualTo(1);
    }

    private static Response logIn(String user, String page) {
        return given().auth().preemptive().basic(user, user).redirects().follow(false)
                .get("/private-access/login?return=" + page);
    }

    private static void renew(String user, Map<String, String> cookies) {
        given().auth().preemptive().basic(user, user).cookies(cookies).post("/private-access/renew");
    }

    @Test
    void dashboard_usesExistingMetricsAndLabels() throws IOException {
        renew("alice", logIn("alice", "/docs/a.html").cookies());
        List<String> samples = List.copyOf(samples().keySet());

        List<MatchResult> expressions = Pattern
                .compile("\"expr\": \"sum by \\(gate, outcome\\) \\(rate\\((cloudfront_signer_gate_\\w+)\\{instance=~")
                .matcher(dashboard()).results().toList();
        assertThat(expressions).hasSize(2).allSatisfy(expression -> assertThat(samples).anyMatch(
                sample -> sample.matches(expression.group(1) + "\\{gate=.*,outcome=.*")));
    }

    private static String dashboard() throws IOException {
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(DASHBOARD)) {
            assertThat(file).as("where Quarkus's Dev Service for Grafana looks for dashboards").isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static double grown(Map<String, Double> before, String sample) {
        return samples().getOrDefault(sample, 0.0) - before.getOrDefault(sample, 0.0);
    }

    /** By name and labels, sorted by label name. */
    private static Map<String, Double> samples() {
        Map<String, Double> samples = new TreeMap<>();
        String scraped = given().accept("text/plain").get("/q/metrics").then().statusCode(200).extract().asString();
        SAMPLE.matcher(scraped).results().forEach(sample -> samples.put(sample.group(1) + "{" + LABEL.matcher(sample.group(2))
                .results().map(label -> label.group(1) + "=" + label.group(2)).sorted().collect(Collectors.joining(",")),
                Double.valueOf(sample.group(3))));
        return samples;
    }
}
