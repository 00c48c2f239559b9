package io.quarkiverse.cloudfront.signer.deployment.integration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application whose health check and metrics are disabled.
 */
@Tag("nightly")
class DisabledMonitoringTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withEmptyApplication()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus",
                    System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.health.enabled", "false")
            .overrideConfigKey("quarkus.cloudfront-signer.metrics.enabled", "false");

    @Inject
    CloudFrontSigner signer;

    @Test
    void disabledHealth_hasNoCheck() {
        assertThat(given().get("/q/health").then().statusCode(200).extract().asString()).doesNotContain("CloudFront");
    }

    @Test
    void disabledMetrics_hasNoMeters() {
        signer.sign("/a.txt");
        assertThat(given().get("/q/metrics").then().statusCode(200).extract().asString()).contains("jvm_")
                .doesNotContain("cloudfront");
    }
}
