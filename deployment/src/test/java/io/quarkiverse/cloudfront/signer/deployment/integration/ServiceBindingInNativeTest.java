package io.quarkiverse.cloudfront.signer.deployment.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.runtime.config.source.CloudFrontServiceBindingConverter;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A native executable only has the service providers that the build registers.
 */
@Tag("nightly")
class ServiceBindingInNativeTest {

    private static final String PROVIDERS = "service providers of a native image";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withEmptyApplication()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-kubernetes-service-binding",
                    System.getProperty("version.quarkus"))))
            .addBuildChainCustomizer(chain -> chain
                    .addBuildStep(context -> System.setProperty(PROVIDERS, context.consumeMulti(ServiceProviderBuildItem.class)
                            .stream().map(ServiceProviderBuildItem::providers).toList().toString()))
                    .consumes(ServiceProviderBuildItem.class)
                    .produces(FeatureBuildItem.class)
                    .build());

    @Test
    void converter_isRegisteredForNative() {
        assertThat(System.getProperty(PROVIDERS)).contains(CloudFrontServiceBindingConverter.class.getName());
    }
}
