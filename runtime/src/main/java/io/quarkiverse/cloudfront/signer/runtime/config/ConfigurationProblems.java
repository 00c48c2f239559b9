package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Collects the problems of a configuration, so that one start reports all of them.
 */
public final class ConfigurationProblems {

    private final List<String> messages = new ArrayList<>();
    private final Set<String> properties = new LinkedHashSet<>();

    /**
     * @param property the property's full name
     * @param message the problem and how to fix it, in words that follow the name
     */
    public void add(String property, String message) {
        messages.add(property + " " + message);
        properties.add(property);
    }

    /**
     * @param message a complete sentence about something that is not a property
     */
    public void add(String message) {
        messages.add(message);
    }

    int count() {
        return messages.size();
    }

    /**
     * @throws ConfigurationException if there is a problem
     */
    public void throwIfAny() {
        if (!messages.isEmpty()) {
            throw new ConfigurationException("The CloudFront signers cannot start:\n - " + String.join("\n - ", messages),
                    properties);
        }
    }
}
