package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.bootstrap.app.QuarkusBootstrap.Mode;

/**
 * An application with Quarkus REST, the extension, and at most one other extension builds for production and for dev mode,
 * without warnings.
 */
class FirstAttemptTest {

    @TempDir
    Path directory;

    @Test
    void restAlone_builds() throws Exception {
        assertBuilds(Mode.PROD, "rest");
    }

    @Test
    @Tag("nightly")
    void restAlone_buildsForDevMode() throws Exception {
        assertBuilds(Mode.DEV, "rest");
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = { "rest-jackson", "rest-jsonb", "elytron-security-properties-file", "oidc",
            "smallrye-openapi", "smallrye-health", "micrometer-registry-prometheus", "opentelemetry", "cache" })
    void restAndOneMore_buildInEveryMode(String extension) throws Exception {
        for (Mode mode : List.of(Mode.PROD, Mode.DEV)) {
            assertBuilds(mode, "rest", extension);
        }
    }

    private void assertBuilds(Mode mode, String... extensions) throws Exception {
        List<String> problems = ApplicationBuild.run(directory.resolve(mode.name()), mode, extensions);
        assertThat(problems).as("%s of %s", mode, List.of(extensions)).isEmpty();
    }

    /** The operations of Dev UI are not on the class path in production. */
    @ParameterizedTest
    @CsvSource({ "DEV, true", "TEST, false", "PROD, false" })
    void devModule_isThereInDevModeOnly(Mode mode, boolean there) throws Exception {
        List<String> artifacts = ApplicationBuild.runtimeArtifacts(directory, mode, "rest");

        assertThat(artifacts).contains("io.quarkiverse.cloudfront:quarkus-cloudfront-signer");
        assertThat(artifacts.contains("io.quarkiverse.cloudfront:quarkus-cloudfront-signer-dev")).isEqualTo(there);
    }

    /** Such extensions look for Docker when they start, and log an error if it is not installed. */
    @Test
    void restAlone_hasNothingThatNeedsContainers() throws Exception {
        assertThat(ApplicationBuild.artifacts(directory, Mode.DEV, "rest")).isNotEmpty()
                .noneMatch(artifact -> artifact.contains("testcontainers") || artifact.contains("devservices"));
    }
}
