package io.quarkiverse.cloudfront.signer.applications.devmode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.applications.devmode.Feature.State;
import io.quarkus.maven.dependency.Dependency;

/**
 * While dev mode runs, ArC keeps the classes that it has generated for beans that are not the application's. So none of them
 * may depend on what the application contains.
 */
class KeptClassesTest {

    private static final String DIRECTORY = "quarkus.debug.generated-classes-dir";
    private static final Pattern OF_BEANS = Pattern
            .compile(".*_(Bean|Subclass|ClientProxy|Observer\\w*|AnnotationLiteral)\\.class");

    @TempDir
    Path directory;

    @Test
    @Tag("nightly")
    void classesOfOtherBeansWithJsonb_areTheSameWithAllFeaturesAndWithNone() throws Exception {
        assertSame(DevModeWalkTest.WITHOUT_TOOLS, DevModeWalkTest.dependencies("rest-jsonb"));
    }

    @Test
    @Tag("nightly")
    void classesOfOtherBeansWithTools_areTheSameWithAllFeaturesAndWithNone() throws Exception {
        assertSame(EnumSet.allOf(Feature.class), DevModeWalkTest.jacksonAndTools());
    }

    private void assertSame(Set<Feature> features, List<Dependency> dependencies) throws Exception {
        Map<String, String> without = generated(features, dependencies, State.ABSENT);
        Map<String, String> with = generated(features, dependencies, State.SIGNED);
        with.keySet().retainAll(without.keySet());

        assertThat(with).hasSizeGreaterThan(100);
        assertThat(with.keySet()).filteredOn(name -> !with.get(name).equals(without.get(name))).isEmpty();
    }

    private Map<String, String> generated(Set<Feature> features, List<Dependency> dependencies, State state)
            throws Exception {
        Path classes = Files.createDirectory(directory.resolve(state.name()));
        System.setProperty(DIRECTORY, classes.toString());
        try {
            DevMode.start(dependencies, new FeatureWalk(new Random(1), features).files(state)).close();
        } finally {
            System.clearProperty(DIRECTORY);
        }
        Map<String, String> generated = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString();
                if (OF_BEANS.matcher(name).matches() && !name.startsWith("org/acme/")) {
                    generated.put(name, text(file));
                }
            }
        }
        return generated;
    }

    private static String text(Path file) throws IOException {
        return HexFormat.of().formatHex(Files.readAllBytes(file));
    }
}
