package io.quarkiverse.cloudfront.signer.deployment.security;

import java.util.Optional;

import org.jboss.jandex.IndexView;

import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.endpoint.SignedEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.user.LoginCheck;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.resteasy.reactive.server.spi.MethodScannerBuildItem;
import io.quarkus.security.spi.SecurityTransformerBuildItem;

/**
 * Requires a logged-in user for REST methods that sign, unless the application says who may call them.
 */
class SecurityProcessor {

    @BuildStep
    AccessRulesBuildItem access(CombinedIndexBuildItem combinedIndex, ApplicationSupportBuildItem application,
            Optional<SecurityTransformerBuildItem> security) {
        IndexView index = combinedIndex.getIndex();
        return new AccessRulesBuildItem(new RestEndpoints(index),
                application.hasUsers() && security.isPresent()
                        ? SecurityTransformerBuildItem.createSecurityTransformer(index, security)
                        : null);
    }

    @BuildStep
    void check(SignedAnnotationsBuildItem annotations, SignedEndpointsBuildItem endpoints, AccessRulesBuildItem access,
            ApplicationSupportBuildItem application, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<MethodScannerBuildItem> scanners) {
        if (!annotations.areThere()) {
            return;
        }
        if (access.hasUsers()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(LoginCheck.class));
        }
        if (application.hasRest()) {
            scanners.produce(new MethodScannerBuildItem(new SignedEndpointScanner(endpoints, access)));
        }
    }
}
