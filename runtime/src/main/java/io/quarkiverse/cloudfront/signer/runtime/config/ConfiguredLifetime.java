package io.quarkiverse.cloudfront.signer.runtime.config;

import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.common.expression.Expression;

/**
 * Reads an annotation's {@code expiresIn}, which may be a configuration expression.
 */
public final class ConfiguredLifetime {

    private ConfiguredLifetime() {
    }

    /**
     * @param description the description of the annotated element, for messages
     * @return empty if the lifetime is not set or not valid
     */
    public static Optional<Duration> of(String description, String expiresIn, Config config, ConfigurationProblems problems) {
        if (expiresIn.isEmpty()) {
            return Optional.empty();
        }
        String prefix = description + ": expiresIn \"" + expiresIn + "\" ";
        try {
            Duration lifetime = DurationConverter.parseDuration(expand(expiresIn, config));
            String mistake = ExpiryRule.mistakeIn(lifetime, InstantSource.system());
            if (mistake != null) {
                problems.add(prefix + mistake);
            }
            return Optional.of(lifetime);
        } catch (NoSuchElementException e) {
            problems.add(prefix + "is not a duration: " + e.getMessage());
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeParseException e) {
            // the message of the exception quotes the configured value
            problems.add(prefix + "is not a duration. Use a value such as 15m or PT1H");
            return Optional.empty();
        }
    }

    /**
     * Expands <code>${config.expressions}</code>.
     *
     * @throws NoSuchElementException if a property without a default is not set
     */
    private static String expand(String text, Config config) {
        return Expression.compile(text, Expression.Flag.NO_TRIM).evaluate((context, target) -> {
            String value = config.getOptionalValue(context.getKey(), String.class).orElse(null);
            if (value != null) {
                target.append(value);
            } else if (context.hasDefault()) {
                context.expandDefault();
            } else {
                throw new NoSuchElementException("the " + context.getKey() + " property is not set");
            }
        });
    }
}
