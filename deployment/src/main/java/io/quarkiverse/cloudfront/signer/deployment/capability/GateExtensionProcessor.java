package io.quarkiverse.cloudfront.signer.deployment.capability;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Reports the gate's properties if the application does not have the gate, which is a separate extension. Without it, the
 * application would not have a login.
 */
class GateExtensionProcessor {

    private static final String CAPABILITY = "io.quarkiverse.cloudfront.signer.gate";
    private static final String RESOURCE = "quarkus.cloudfront-signer.gate.resource";
    private static final Pattern NAMED_RESOURCE = Pattern
            .compile("quarkus\\.cloudfront-signer\\.gate\\.(?:\"[^\"]*\"|[^.\"]+)\\.resource");

    @BuildStep
    void check(Capabilities capabilities, BuildProducer<ValidationErrorBuildItem> errors) {
        if (capabilities.isMissing(CAPABILITY)) {
            Config config = ConfigProvider.getConfig();
            Stream.concat(Stream.of(RESOURCE), StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                    .filter(name -> NAMED_RESOURCE.matcher(name).matches()).sorted())
                    .filter(name -> config.getOptionalValue(name, String.class).isPresent()).findFirst()
                    .ifPresent(property -> errors.produce(new ValidationErrorBuildItem(new ConfigurationException(
                            property + " is set, but the gate is in another extension, which the application does not have. "
                                    + "Add the dependency io.quarkiverse.cloudfront:quarkus-cloudfront-signer-gate"))));
        }
    }
}
