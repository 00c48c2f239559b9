package io.quarkiverse.cloudfront.signer.deployment.integration;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;

/**
 * Keeps the converter of Kubernetes service bindings in a native image, where quarkus-kubernetes-service-binding looks it up.
 */
class ServiceBindingProcessor {

    private static final String CONVERTER = "io.quarkus.kubernetes.service.binding.runtime.ServiceBindingConverter";

    @BuildStep
    void converter(Capabilities capabilities, BuildProducer<ServiceProviderBuildItem> providers) {
        if (capabilities.isPresent(Capability.KUBERNETES_SERVICE_BINDING)) {
            providers.produce(ServiceProviderBuildItem.allProvidersFromClassPath(CONVERTER));
        }
    }
}
