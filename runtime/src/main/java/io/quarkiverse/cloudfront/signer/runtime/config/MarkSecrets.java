package io.quarkiverse.cloudfront.signer.runtime.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.runtime.key.TimedRead;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeyFile;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The configured secrets of marks.
 *
 * @param current the secret that makes marks
 * @param all the current secret and, during a rotation, the previous one
 */
public record MarkSecrets(MarkSecret current, List<MarkSecret> all) {

    private static final String PREFIX = "quarkus.cloudfront-signer.marks.";
    private static final String FILE = "file:";

    private static final String REMEDY = "Use the output of `openssl rand -base64 32`, or file: followed by the path of a file "
            + "that contains it";

    /**
     * @throws ConfigurationException if a secret is missing or cannot be used. The message does not contain the secret
     */
    public static MarkSecrets of(CloudFrontSignersRuntimeConfig config) {
        MarkSecret current = read("secret", config.marksSecret()).orElseThrow(() -> problem("secret",
                "is missing, but marks are enabled. Set it to 32 random bytes in base64, for example the output of "
                        + "`openssl rand -base64 32`, and use the same value on every replica"));
        List<MarkSecret> all = new ArrayList<>(List.of(current));
        read("previous-secret", config.marksPreviousSecret()).ifPresent(all::add);
        return new MarkSecrets(current, List.copyOf(all));
    }

    private static Optional<MarkSecret> read(String property, Optional<String> value) {
        return value.map(given -> {
            String text = given.startsWith(FILE) ? contentOf(property, given.substring(FILE.length())) : given;
            try {
                return new MarkSecret(MarkSecret.checked(text));
            } catch (IllegalArgumentException e) {
                throw problem(property, e.getMessage() + ". " + REMEDY);
            }
        });
    }

    private static String contentOf(String property, String path) {
        try {
            return new String(new TimedRead<>(() -> KeyFile.read(path)).read(), StandardCharsets.ISO_8859_1);
        } catch (UnusableKeyException e) {
            throw problem(property, e.getMessage());
        }
    }

    private static ConfigurationException problem(String property, String message) {
        return new ConfigurationException(PREFIX + property + " " + message);
    }
}
