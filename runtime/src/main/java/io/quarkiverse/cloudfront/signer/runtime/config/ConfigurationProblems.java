package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Collects problems with the configuration, so that one start of the application reports all of them.
 */
public final class ConfigurationProblems {

    /** An expression without a default. */
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^:${}]+)}");

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
            addUnresolved(ConfigProvider.getConfig());
            throw new ConfigurationException("The CloudFront signers cannot start:\n - " + String.join("\n - ", messages),
                    properties);
        }
    }

    /**
     * Adds properties whose expression has no value, because Quarkus treats such properties as missing. The messages only name
     * the expression, because the rest of the text may be secret.
     */
    private void addUnresolved(Config config) {
        for (String name : config.getPropertyNames()) {
            // the values of other extensions are not read
            ConfigValue set = name.startsWith(SignerProperties.PREFIX) ? config.getConfigValue(name) : null;
            if (set != null && set.getValue() == null && set.getRawValue() != null) {
                EXPRESSION.matcher(set.getRawValue()).results().map(found -> found.group(1))
                        .filter(used -> config.getConfigValue(used).getValue() == null).findFirst()
                        .ifPresent(used -> add(name, "has the expression ${" + used + "}, which has no value. Set " + used));
            }
        }
    }
}
