package io.quarkiverse.cloudfront.signer.everything;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;

/**
 * The arguments for the builder of native executables, which not every machine has.
 */
@Tag("nightly")
class NativeArgumentsTest {

    @TempDir
    Path target;

    /** The AWS SDK refers to an optional library, and calls AWS with HTTPS through URLs. */
    @Test
    void applicationWithTheAwsSdk_linksAtRuntimeAndOpensHttpsUrls() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("quarkus.native.enabled", "true");
        properties.setProperty("quarkus.native.sources-only", "true");
        properties.setProperty("quarkus.package.jar.enabled", "false");
        QuarkusBootstrap bootstrap = QuarkusBootstrap.builder()
                .setProjectRoot(Path.of("").toAbsolutePath())
                .setApplicationRoot(Path.of("target", "classes").toAbsolutePath())
                .setTargetDirectory(target)
                .setMode(QuarkusBootstrap.Mode.PROD)
                .setLocalProjectDiscovery(true)
                .setBuildSystemProperties(properties)
                .build();
        try (CuratedApplication application = bootstrap.bootstrap()) {
            application.createAugmentor().createProductionApplication();
        }

        assertThat(arguments()).contains("--enable-url-protocols=http,https").doesNotContain("--link-at-build-time");
    }

    private String arguments() throws IOException {
        try (Stream<Path> files = Files.walk(target)) {
            return Files.readString(files.filter(file -> file.endsWith("native-image.args")).findFirst().orElseThrow());
        }
    }
}
