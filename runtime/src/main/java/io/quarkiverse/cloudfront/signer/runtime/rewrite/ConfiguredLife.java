package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.cloudfront.signer.runtime.config.LifeCheck;
import io.quarkiverse.cloudfront.signer.runtime.config.Problems;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Reads an annotation's {@code expiresIn}, which may be a configuration expression.
 */
final class ConfiguredLife {

    private ConfiguredLife() {
    }

    /**
     * @param description of what the annotation stands on, for messages
     * @return empty if it says nothing, or if there is a problem with it
     */
    static Optional<Duration> of(String description, String expiresIn, Config config, Problems problems) {
        if (expiresIn.isEmpty()) {
            return Optional.empty();
        }
        String prefix = description + ": expiresIn \"" + expiresIn + "\" ";
        try {
            Duration life = DurationConverter.parseDuration(ConfigExpression.expand(expiresIn, config));
            String mistake = LifeCheck.mistakeIn(life, InstantSource.system());
            if (mistake != null) {
                problems.add(prefix + mistake);
            }
            return Optional.of(life);
        } catch (NoSuchElementException e) {
            problems.add(prefix + "is no duration: " + e.getMessage());
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeParseException e) {
            // its message quotes the configured value
            problems.add(prefix + "is no duration; write it as 15m or PT1H");
            return Optional.empty();
        }
    }
}
