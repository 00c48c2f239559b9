package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.SourceTree;

/**
 * Counts the code that is published, and compares it with the limits in {@code weight.txt}, which also has the packages of each
 * feature. With {@code -Dtests.weight}, limits become lower where there is less code. They only become higher by hand.
 */
class WeightTest {

    private static final Path LIMITS = Path.of("src/test/resources/weight.txt");
    private static final Path INTERNALS = Path.of("src/test/resources/internals.properties");

    /** Such as {@code keys: statements in /key/ = 1660, aim 1500}. */
    private static final Pattern LINE = Pattern.compile("(.+) = (\\d+)(?:, aim (\\d+))?");
    private static final String STATEMENTS = ": statements in ";
    private static final String KNOWN = ": files elsewhere with ";
    private static final Pattern NO_STATEMENT = Pattern.compile("\\s*(?:(?://|/?\\*|import |package ).*)?");

    private record Limit(long most, long aim) {

        /** With room for small changes. */
        static Limit of(long figure) {
            return new Limit(figure + figure / 50, 0);
        }

        Limit lower(long figure) {
            return new Limit(Math.min(most, Math.max(aim, of(figure).most)), aim);
        }

        @Override
        public String toString() {
            return aim == 0 ? String.valueOf(most) : most + ", aim " + aim;
        }
    }

    @Test
    void code_staysWithinItsLimits() throws IOException {
        Map<String, Limit> limits = limits();
        Map<String, Long> figures = figures(Path.of(".."), limits.keySet());
        if (System.getProperty("tests.weight") != null) {
            limits.keySet().retainAll(figures.keySet());
            figures.forEach((what, figure) -> limits.merge(what, Limit.of(figure), (limit, none) -> limit.lower(figure)));
            write(limits);
        }
        figures.forEach((what, figure) -> System.out.printf("%s: %s of %s%n", what, figure, limits.get(what)));

        assertThat(limits).as("run this test with -Dtests.weight to add and remove lines of " + LIMITS)
                .containsOnlyKeys(figures.keySet());
        figures.forEach((what, figure) -> assertThat(figure).as(what).isLessThanOrEqualTo(limits.get(what).most));
    }

    private static Map<String, Long> figures(Path root, Collection<String> rows) throws IOException {
        Map<String, Pattern> features = patterns(rows, STATEMENTS);
        Map<String, Pattern> known = patterns(rows, KNOWN);
        Map<String, Long> figures = new TreeMap<>();
        features.forEach((name, packages) -> figures.put(name + STATEMENTS + packages, 0L));
        known.forEach((name, words) -> figures.put(name + KNOWN + words, 0L));
        Map<Path, Long> directories = new HashMap<>();
        for (Path file : sources(root)) {
            List<String> lines = Files.readAllLines(file);
            List<String> statements = lines.stream().filter(line -> !NO_STATEMENT.matcher(line).matches()).toList();
            String path = root.relativize(file).toString().replace('\\', '/');
            List<String> own = features.keySet().stream().filter(name -> features.get(name).matcher(path).find()).toList();
            assertThat(own).as("the feature of " + path).hasSize(1);
            figures.merge(own.get(0) + STATEMENTS + features.get(own.get(0)), (long) statements.size(), Long::sum);
            known.forEach((name, words) -> figures.merge(name + KNOWN + words,
                    !own.contains(name) && statements.stream().anyMatch(words.asPredicate()) ? 1L : 0L, Long::sum));
            figures.merge("all: statements", (long) statements.size(), Long::sum);
            figures.merge("all: files", 1L, Long::sum);
            figures.merge("all: files with fewer than 20 statements",
                    statements.size() < 20 && !path.endsWith("package-info.java") ? 1L : 0L, Long::sum);
            figures.merge("longest file: lines", (long) lines.size(), Long::max);
            directories.merge(file.getParent(), 1L, Long::sum);
        }
        figures.put("largest package: files", Collections.max(directories.values()));
        Properties internals = new Properties();
        internals.load(Files.newBufferedReader(INTERNALS));
        figures.put("internal classes of others", (long) internals.size());
        return figures;
    }

    /** The patterns of features, by their names. */
    private static Map<String, Pattern> patterns(Collection<String> rows, String kind) {
        return rows.stream().filter(row -> row.contains(kind)).map(row -> row.split(kind, 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> Pattern.compile(parts[1])));
    }

    private static List<Path> sources(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path pom : SourceTree.files(root, File.separator + "pom.xml")) {
            Path sources = pom.resolveSibling(Path.of("src", "main", "java"));
            // what is not deployed is for tests
            if (Files.isDirectory(sources) && !Files.readString(pom).contains("maven.deploy.skip")) {
                found.addAll(SourceTree.files(sources, ".java"));
            }
        }
        return found;
    }

    private static Map<String, Limit> limits() throws IOException {
        Map<String, Limit> limits = new TreeMap<>();
        for (String line : Files.readAllLines(LIMITS)) {
            Matcher limit = LINE.matcher(line);
            if (limit.matches()) {
                long aim = limit.group(3) == null ? 0 : Long.parseLong(limit.group(3));
                limits.put(limit.group(1), new Limit(Long.parseLong(limit.group(2)), aim));
            }
        }
        return limits;
    }

    private static void write(Map<String, Limit> limits) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(LIMITS).stream().filter(line -> line.startsWith("#")).toList());
        limits.forEach((what, limit) -> lines.add(what + " = " + limit));
        Files.write(LIMITS, lines);
    }
}
