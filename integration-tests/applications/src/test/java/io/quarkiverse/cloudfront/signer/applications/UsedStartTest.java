package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.applications.modes.Covers;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * A packaged application that signs URLs with a P-256 key, and does not use another feature.
 */
@Tag("nightly")
class UsedStartTest {

    private static final List<String> OTHER_FEATURES = List.of("cache", "corretto", "health", "kotlin",
            "field.jackson", "field.jsonb", "metrics", "playlist", "qute", "rest.field", "rest.playlist", "tracing",
            "websocket");

    /**
     * Those of the extension, and those that Quarkus generates in its packages. A higher limit needs a reason in its commit.
     */
    private static final int MOST = 140;

    private static final LoadedClasses LOADED = new LoadedClasses();

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClass(Covers.class))
            .setForcedDependencies(Applications.dependencies("rest", "security"))
            .setJVMArgs(LOADED.arguments())
            .setRuntimeProperties(Map.of(
                    "quarkus.http.port", "0",
                    "quarkus.cloudfront-signer.url", Distribution.URL,
                    "quarkus.cloudfront-signer.key-pair-id", Distribution.KEY_PAIR_ID,
                    "quarkus.cloudfront-signer.private-key", Distribution.privateKey()))
            .setRun(true);

    @ProdBuildResults
    ProdModeTestResults results;

    @Test
    void keyInItsUsualForm_isReadWithoutALibrary() throws IOException {
        assertThat(LOADED.names()).contains(LoadedClasses.ROOMS + "key.EcKey");
        assertThat(LOADED.ofLibraries()).isEmpty();
    }

    /** The interceptor has an optional parameter of the type CacheLoads. */
    @Test
    void unusedFeatures_loadNoCode() throws IOException {
        assertThat(LOADED.ofExtension())
                .filteredOn(name -> OTHER_FEATURES.stream().anyMatch(room -> name.startsWith(LoadedClasses.ROOMS + room + ".")))
                .allMatch(name -> LoadedClasses.isPlainType(results, name) || name.endsWith(".CacheLoads"));
    }

    @Test
    void start_loadsFewClasses() throws IOException {
        assertThat(LOADED.ofExtension()).hasSizeLessThanOrEqualTo(MOST);
    }

    @Test
    void devServices_areNotPackaged() throws IOException {
        try (Stream<Path> jars = Files.list(results.getBuiltArtifactPath().resolveSibling("lib/main"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString())).isNotEmpty()
                    .noneMatch(name -> name.contains("devservices"));
        }
    }
}
