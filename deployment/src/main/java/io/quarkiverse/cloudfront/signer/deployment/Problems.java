package io.quarkiverse.cloudfront.signer.deployment;

import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.MethodInfo;

import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;

/**
 * Collects what the build refuses, so that a user learns of all of it at one build.
 */
final class Problems {

    private final Set<String> messages = new TreeSet<>();

    void add(MethodInfo method, String message) {
        messages.add(SignedResourceInstance.describe(method) + " " + message);
    }

    void add(String message) {
        messages.add(message);
    }

    void report(BuildProducer<ValidationErrorBuildItem> errors) {
        report("@SignedResource cannot do what it says", errors);
    }

    void report(String heading, BuildProducer<ValidationErrorBuildItem> errors) {
        if (!messages.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(new IllegalStateException(
                    heading + ":\n - " + String.join("\n - ", messages))));
        }
    }
}
