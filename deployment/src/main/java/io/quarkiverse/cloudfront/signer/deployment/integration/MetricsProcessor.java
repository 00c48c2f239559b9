package io.quarkiverse.cloudfront.signer.deployment.integration;

import java.util.Optional;

import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;

/**
 * Adds the metrics to applications with quarkus-micrometer.
 */
class MetricsProcessor {

    private static final String ROOM = "io.quarkiverse.cloudfront.signer.runtime.metrics.";

    @BuildStep
    void meters(Optional<MetricsCapabilityBuildItem> metrics, CloudFrontSignerBuildTimeConfig config,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (config.metrics().enabled()
                && metrics.filter(found -> found.metricsSupported(MetricsFactory.MICROMETER)).isPresent()) {
            // by name, because not all applications have Micrometer
            beans.produce(AdditionalBeanBuildItem.unremovableOf(ROOM + "SignatureMetrics"));
            beans.produce(AdditionalBeanBuildItem.unremovableOf(ROOM + "SignerMetrics"));
        }
    }
}
