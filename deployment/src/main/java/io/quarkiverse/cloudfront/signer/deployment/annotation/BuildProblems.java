package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.MethodInfo;

import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;

/**
 * Collects problems, so that one build reports all of them.
 */
public final class BuildProblems {

    private final Set<String> messages = new TreeSet<>();

    public void add(MethodInfo method, String message) {
        messages.add(SignedResourceElements.describe(method) + " " + message);
    }

    public void add(String message) {
        messages.add(message);
    }

    public void report(BuildProducer<ValidationErrorBuildItem> errors) {
        report("Invalid use of @SignedResource", errors);
    }

    public void report(String heading, BuildProducer<ValidationErrorBuildItem> errors) {
        if (!messages.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(new IllegalStateException(
                    heading + ":\n - " + String.join("\n - ", messages))));
        }
    }
}
