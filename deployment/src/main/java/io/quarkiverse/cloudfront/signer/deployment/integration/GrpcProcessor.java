package io.quarkiverse.cloudfront.signer.deployment.integration;

import io.quarkiverse.cloudfront.signer.runtime.grpc.GrpcFailureInterceptor;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Support for applications with gRPC.
 */
class GrpcProcessor {

    @BuildStep
    void guardFailures(Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (capabilities.isPresent(Capability.GRPC)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(GrpcFailureInterceptor.class));
        }
    }
}
