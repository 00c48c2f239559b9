package io.quarkiverse.cloudfront.signer.deployment.integration;

import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

/**
 * Adds the health check to applications with quarkus-smallrye-health.
 */
class HealthProcessor {

    @BuildStep
    HealthBuildItem keys(CloudFrontSignerBuildTimeConfig config) {
        return new HealthBuildItem("io.quarkiverse.cloudfront.signer.runtime.health.SigningKeysHealthCheck",
                config.health().enabled());
    }
}
