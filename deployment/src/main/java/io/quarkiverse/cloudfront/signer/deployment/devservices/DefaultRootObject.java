package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The file that the local edge serves at the path {@code /}.
 *
 * @param file its name in the origin; empty if there is none
 */
record DefaultRootObject(Optional<String> file) {

    private static final String PROPERTY = "quarkus.cloudfront-signer.devservices.default-root-object";

    /** The characters that CloudFront accepts. */
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_.*$~\"'&-][A-Za-z0-9_.*$/~\"'&-]{0,254}");

    static final DefaultRootObject NONE = new DefaultRootObject(Optional.empty());

    static DefaultRootObject of(Optional<String> configured) {
        configured.filter(file -> !FILE.matcher(file).matches()).ifPresent(file -> {
            throw new ConfigurationException(PROPERTY + " is not a default root object of CloudFront; name a file of the "
                    + "origin, without a slash at the beginning, such as index.html");
        });
        return new DefaultRootObject(configured);
    }

    void addTo(Distribution.Builder distribution) {
        file.ifPresent(distribution::defaultRootObject);
    }
}
