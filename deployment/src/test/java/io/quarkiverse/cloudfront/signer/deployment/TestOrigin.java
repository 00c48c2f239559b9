package io.quarkiverse.cloudfront.signer.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Files for the Dev Service's edge to serve.
 */
final class TestOrigin {

    private TestOrigin() {
    }

    static String directory() {
        try {
            Path origin = Files.createTempDirectory("origin");
            Files.createDirectories(origin.resolve("sub folder"));
            Files.writeString(origin.resolve("a.txt"), "a");
            Files.writeString(origin.resolve("sub folder/b.txt"), "b");
            return origin.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The edge's URL, in the running application.
     */
    static String edge() {
        return ConfigProvider.getConfig().getValue("quarkus.cloudfront-signer.url", String.class);
    }
}
