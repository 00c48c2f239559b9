package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.SourceTree;

/**
 * Counts the published code and the tests. The report limits nothing but the length of a file: {@code weight.txt} names the
 * features that it lists. {@code ArchitectureTest} limits packages.
 */
class WeightTest {

    private static final Path FEATURES = Path.of("src/test/resources/weight.txt");
    private static final Path INTERNALS = Path.of("src/test/resources/internals.properties");
    private static final Path ROOT = Path.of("..");
    private static final int MOST_LINES = 400;
    private static final Pattern NO_STATEMENT = Pattern.compile("\\s*(?:(?://|/?\\*|import |package ).*)?");

    @Test
    void files_areShortEnoughToRead() throws IOException {
        assertThat(published()).isNotEmpty().allSatisfy(file -> assertThat(Files.readAllLines(file))
                .as("%s: split it by what it does, because a class has one job", file).hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    @Test
    void code_isReportedByFeature() throws IOException {
        Map<String, Pattern> features = features();
        Map<String, Long> figures = new TreeMap<>();
        for (Path file : published()) {
            String path = ROOT.relativize(file).toString().replace('\\', '/');
            long statements = Files.readAllLines(file).stream().filter(line -> !NO_STATEMENT.matcher(line).matches()).count();
            figures.merge("all: statements", statements, Long::sum);
            figures.merge("all: files", 1L, Long::sum);
            features.forEach((feature, packages) -> {
                if (packages.matcher(path).find()) {
                    figures.merge(feature + ": statements", statements, Long::sum);
                }
            });
        }
        for (Path file : SourceTree.files(ROOT, ".java")) {
            if (file.toString().contains(File.separator + Path.of("src", "test") + File.separator)) {
                figures.merge("tests: lines", (long) Files.readAllLines(file).size(), Long::sum);
            }
        }
        Properties internals = new Properties();
        try (Reader listed = Files.newBufferedReader(INTERNALS)) {
            internals.load(listed);
        }
        figures.put("internal classes of others", (long) internals.size());
        figures.forEach((what, figure) -> System.out.printf("%s: %,d%n", what, figure));

        assertThat(figures).hasSizeGreaterThan(features.size());
    }

    private static Map<String, Pattern> features() throws IOException {
        Map<String, Pattern> features = new TreeMap<>();
        for (String line : Files.readAllLines(FEATURES)) {
            if (!line.startsWith("#")) {
                String[] parts = line.split(" = ", 2);
                features.put(parts[0], Pattern.compile(parts[1]));
            }
        }
        return features;
    }

    static List<Path> published() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path pom : SourceTree.files(ROOT, File.separator + "pom.xml")) {
            Path sources = pom.resolveSibling(Path.of("src", "main", "java"));
            // what is not deployed is for tests
            if (Files.isDirectory(sources) && !Files.readString(pom).contains("maven.deploy.skip")) {
                found.addAll(SourceTree.files(sources, ".java"));
            }
        }
        return found;
    }
}
