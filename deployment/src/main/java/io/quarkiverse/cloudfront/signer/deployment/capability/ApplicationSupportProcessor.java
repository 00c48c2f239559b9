package io.quarkiverse.cloudfront.signer.deployment.capability;

import java.util.List;
import java.util.stream.Stream;

import org.jboss.jandex.IndexView;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPointBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.runtime.LaunchMode;

/**
 * Detects the extensions of the application, and whether it signs.
 */
class ApplicationSupportProcessor {

    @BuildStep
    ApplicationSupportBuildItem find(Capabilities capabilities, CombinedIndexBuildItem index,
            List<AccessPointBuildItem> accessPoints, LaunchModeBuildItem launchMode) {
        return new ApplicationSupportBuildItem(capabilities.isPresent(Capability.RESTEASY_REACTIVE),
                capabilities.isPresent(Capability.SECURITY),
                capabilities.isPresent(Capability.OIDC) || capabilities.isPresent(Capability.JWT),
                QuarkusClassLoader.isClassPresentAtRuntime(KotlinFunctions.FLOW.toString()),
                ApplicationSupportBuildItem.hasQute() || !accessPoints.isEmpty() || usesApi(index.getIndex()),
                launchMode.getLaunchMode() == LaunchMode.DEVELOPMENT);
    }

    private static boolean usesApi(IndexView index) {
        return Stream.of(DotNames.SIGNED_RESOURCE, DotNames.SIGNER_NAME)
                .anyMatch(annotation -> !index.getAnnotations(annotation).isEmpty())
                || Stream.of(CloudFrontSigner.class, CloudFrontSignerException.class, Grants.class, SigningKey.class,
                        SigningKeyChanged.class).anyMatch(type -> !index.getKnownUsers(type).isEmpty());
    }
}
