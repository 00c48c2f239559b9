package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Collects what is wrong with a configuration, so that a user learns of all of it at one start.
 */
public final class ConfigurationProblems {

    private final List<String> messages = new ArrayList<>();
    private final Set<String> properties = new LinkedHashSet<>();

    /**
     * @param property the property's full name
     * @param message what is wrong with it and how to mend it, in words that follow the name
     */
    public void add(String property, String message) {
        messages.add(property + " " + message);
        properties.add(property);
    }

    /**
     * @param message a whole sentence on something that is no property
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
