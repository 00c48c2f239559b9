package io.quarkiverse.cloudfront.signer.deployment.integration;

import java.util.Map;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.deployment.endpoint.SignedEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.deployment.security.AccessRulesBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;
import io.quarkus.smallrye.openapi.deployment.spi.AddToOpenAPIDefinitionBuildItem;

/**
 * Integrates with other extensions, such as those for health, metrics, and tracing. Some classes are given by name, because not
 * all applications have the libraries that they need.
 */
class IntegrationsProcessor {

    private static final String ROOM = "io.quarkiverse.cloudfront.signer.runtime.";

    @BuildStep
    HealthBuildItem health(CloudFrontSignerBuildTimeConfig config) {
        return new HealthBuildItem(ROOM + "health.SigningKeysHealthCheck", config.health().enabled());
    }

    @BuildStep
    void beans(Capabilities capabilities, Optional<MetricsCapabilityBuildItem> metrics, CloudFrontSignerBuildTimeConfig config,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(ROOM + "tracing.SigningSpans"));
        }
        if (config.metrics().enabled()
                && metrics.filter(found -> found.metricsSupported(MetricsFactory.MICROMETER)).isPresent()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(ROOM + "metrics.SignatureMetrics"));
            beans.produce(AdditionalBeanBuildItem.unremovableOf(ROOM + "metrics.SignerMetrics"));
        }
    }

    /**
     * Extends the OpenAPI document of applications with quarkus-smallrye-openapi.
     */
    @BuildStep
    void openApi(SignedEndpointsBuildItem signed, SignedFieldsBuildItem fields, AccessRulesBuildItem access,
            CombinedIndexBuildItem combinedIndex, Capabilities capabilities,
            BuildProducer<AddToOpenAPIDefinitionBuildItem> filters) {
        if (capabilities.isMissing(Capability.SMALLRYE_OPENAPI) || signed.endpoints().isEmpty()) {
            return;
        }
        Map<String, SignedOperations.SignedOperation> operations = new SignedOperations(combinedIndex.getIndex(),
                new RestEndpoints(combinedIndex.getIndex()), fields.fields(),
                access::needsLogin).of(signed.endpoints());
        filters.produce(new AddToOpenAPIDefinitionBuildItem(new SignedOperationsFilter(operations), null));
    }
}
