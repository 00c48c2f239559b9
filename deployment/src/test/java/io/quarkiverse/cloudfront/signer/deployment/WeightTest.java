package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * Counts the code that is published, and compares it with the limits in {@code weight.txt}. With {@code -Dtests.weight}, limits
 * become lower where there is less code. They only become higher by hand.
 */
class WeightTest {

    private static final Path LIMITS = Path.of("src/test/resources/weight.txt");
    private static final Path INTERNALS = Path.of("src/test/resources/internals.properties");
    private static final Path SOURCES = Path.of("src/main/java");

    /** Such as {@code edge: lines = 5500, aim 5000}. */
    private static final Pattern LINE = Pattern.compile("(.+) = (\\d+)(?:, aim (\\d+))?");
    private static final Pattern OF_SIGNED_FIELDS = Pattern.compile("[/\\\\]field[^/\\\\]*[/\\\\]");

    private record Limit(long most, long aim) {

        /** With room for small changes. */
        static Limit of(long figure) {
            return new Limit((figure + figure / 50) / 10 * 10 + 10, 0);
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
        Map<String, Long> figures = figures(Path.of(".."));
        Map<String, Limit> limits = limits();
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

    private static Map<String, Long> figures(Path root) throws IOException {
        Map<String, Long> figures = new TreeMap<>();
        Map<Path, Long> packages = new HashMap<>();
        for (Path pom : find(root, 3, File.separator + "pom.xml")) {
            Path sources = pom.resolveSibling(SOURCES);
            // what is not deployed is for tests
            boolean counts = Files.isDirectory(sources) && !Files.readString(pom).contains("maven.deploy.skip");
            String module = root.relativize(pom.getParent()).toString().replace('\\', '/');
            for (Path file : counts ? find(sources, Integer.MAX_VALUE, ".java") : List.<Path> of()) {
                long lines = Files.readAllLines(file).size();
                boolean fields = OF_SIGNED_FIELDS.matcher(sources.relativize(file).toString()).find();
                for (String part : fields ? List.of("all", module, "signed fields") : List.of("all", module)) {
                    figures.merge(part + ": lines", lines, Long::sum);
                    figures.merge(part + ": files", 1L, Long::sum);
                }
                figures.merge("longest file: lines", lines, Long::max);
                packages.merge(file.getParent(), 1L, Long::sum);
            }
        }
        figures.put("largest package: files", Collections.max(packages.values()));
        Properties internals = new Properties();
        internals.load(Files.newBufferedReader(INTERNALS));
        figures.put("internal classes of others", (long) internals.size());
        return figures;
    }

    private static List<Path> find(Path root, int depth, String ending) throws IOException {
        try (Stream<Path> files = Files.find(root, depth, (file, none) -> file.toString().endsWith(ending))) {
            return files.toList();
        }
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
