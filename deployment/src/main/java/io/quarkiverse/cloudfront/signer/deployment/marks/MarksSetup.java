package io.quarkiverse.cloudfront.signer.deployment.marks;

import java.util.Optional;

import org.eclipse.microprofile.config.Config;

/**
 * How the marks of requests are checked, by the local edge and by CloudFront's function.
 *
 * @param required whether requests without a mark are refused
 */
public record MarksSetup(boolean required) {

    private static final String PREFIX = "quarkus.cloudfront-signer.marks.";

    /** Reads the set-up; empty without marks. Properties of a profile, such as {@code %prod.}, take precedence. */
    public static Optional<MarksSetup> of(Config config, String profile) {
        return property(config, profile, "enabled", false)
                ? Optional.of(new MarksSetup(property(config, profile, "required", true)))
                : Optional.empty();
    }

    private static boolean property(Config config, String profile, String name, boolean otherwise) {
        return config.getOptionalValue(profile + PREFIX + name, Boolean.class)
                .or(() -> config.getOptionalValue(PREFIX + name, Boolean.class)).orElse(otherwise);
    }
}
