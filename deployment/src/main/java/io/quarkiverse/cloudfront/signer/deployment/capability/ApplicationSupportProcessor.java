package io.quarkiverse.cloudfront.signer.deployment.capability;

import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Detects the extensions of the application.
 */
class ApplicationSupportProcessor {

    @BuildStep
    ApplicationSupportBuildItem find(Capabilities capabilities) {
        return new ApplicationSupportBuildItem(capabilities.isPresent(Capability.RESTEASY_REACTIVE),
                capabilities.isPresent(Capability.SECURITY),
                capabilities.isPresent(Capability.OIDC) || capabilities.isPresent(Capability.JWT),
                QuarkusClassLoader.isClassPresentAtRuntime(KotlinFunctions.FLOW.toString()));
    }
}
