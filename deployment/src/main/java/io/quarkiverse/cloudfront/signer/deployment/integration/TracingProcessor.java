package io.quarkiverse.cloudfront.signer.deployment.integration;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Adds the spans to applications with quarkus-opentelemetry.
 */
class TracingProcessor {

    @BuildStep
    void spans(Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)) {
            // by name, because not all applications have OpenTelemetry
            beans.produce(AdditionalBeanBuildItem
                    .unremovableOf("io.quarkiverse.cloudfront.signer.runtime.tracing.SigningSpans"));
        }
    }
}
