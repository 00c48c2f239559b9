package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Finds what is wrong with an {@code expiresIn}, unless it is an expression, which only the configuration can tell.
 */
public final class ExpiresInCheck {

    private ExpiresInCheck() {
    }

    /**
     * @return null if it may be right
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
            return "has expiresIn \"" + expiresIn + "\", which is no duration; write it as 15m or PT1H";
        }
    }
}
