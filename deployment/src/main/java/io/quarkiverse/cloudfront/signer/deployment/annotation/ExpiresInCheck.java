package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Checks an {@code expiresIn}, unless it is an expression, whose value is only known at run time.
 */
public final class ExpiresInCheck {

    private ExpiresInCheck() {
    }

    /**
     * @return null if it may be valid
     */
    public static @Nullable String mistake(String expiresIn) {
        if (expiresIn.isEmpty() || expiresIn.contains("${")) {
            return null;
        }
        try {
            return DurationConverter.parseDuration(expiresIn).compareTo(Duration.ofSeconds(1)) < 0
                    ? "has expiresIn \"" + expiresIn + "\"; it must be at least one second"
                    : null;
        } catch (IllegalArgumentException e) {
            return "has expiresIn \"" + expiresIn + "\", which is not a duration. Use a form such as 15m or PT1H";
        }
    }
}
