package io.quarkiverse.cloudfront.signer.deployment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Counts the published code by feature, and the tests by module. The table informs, and limits nothing: {@code weight.txt}
 * names
 * the features. With the directory of another checkout, such as the one of the last release, the table compares both.
 * <p>
 * It is a single file without dependencies, so that {@code java} runs it.
 */
class Weight {

    private static final Path RESOURCES = Path.of("deployment", "src", "test", "resources");
    private static final Set<String> GENERATED = Set.of("target", "node_modules", ".git");
    private static final Pattern NO_STATEMENT = Pattern.compile("\\s*(?:(?://|/?\\*|import |package ).*)?");

    private Weight() {
    }

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(Files.exists(Path.of(".mvn")) ? "." : "..");
        Map<String, Long> now = figures(root);
        Map<String, Long> before = arguments.length == 0 ? Map.of() : figures(Path.of(arguments[0]));
        Set<String> rows = new TreeSet<>(now.keySet());
        rows.addAll(before.keySet());
        for (String row : rows) {
            long figure = now.getOrDefault(row, 0L);
            System.out.printf("%-45s %,9d%s%n", row, figure, before.isEmpty() ? ""
                    : " %,9d before %,+9d".formatted(before.getOrDefault(row, 0L), figure - before.getOrDefault(row, 0L)));
        }
    }

    static Map<String, Long> figures(Path root) throws IOException {
        Map<String, Pattern> features = features(root);
        Map<String, Long> figures = new TreeMap<>();
        for (Path file : published(root)) {
            String path = name(root, file);
            long statements = Files.readAllLines(file).stream().filter(line -> !NO_STATEMENT.matcher(line).matches()).count();
            figures.merge("all: statements", statements, Long::sum);
            figures.merge("all: files", 1L, Long::sum);
            features.forEach((feature, packages) -> {
                if (packages.matcher(path).find()) {
                    figures.merge(feature + ": statements", statements, Long::sum);
                }
            });
        }
        for (Path file : files(root, name -> name.contains("/src/test/") && name.endsWith(".java"))) {
            long lines = Files.readAllLines(file).size();
            figures.merge("tests: lines", lines, Long::sum);
            figures.merge("tests in " + name(root, file).replaceFirst("/src/test/.*", "") + ": lines", lines, Long::sum);
        }
        Properties internals = new Properties();
        try (Reader listed = Files.newBufferedReader(root.resolve(RESOURCES).resolve("internals.properties"))) {
            internals.load(listed);
        }
        figures.put("internal classes of others", (long) internals.size());
        return figures;
    }

    static Map<String, Pattern> features(Path root) throws IOException {
        Map<String, Pattern> features = new TreeMap<>();
        for (String line : Files.readAllLines(root.resolve(RESOURCES).resolve("weight.txt"))) {
            if (!line.startsWith("#")) {
                String[] parts = line.split(" = ", 2);
                features.put(parts[0], Pattern.compile(parts[1]));
            }
        }
        return features;
    }

    /** The sources of what is deployed. Other modules are for tests. */
    static List<Path> published(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path pom : files(root, name -> name.endsWith("/pom.xml"))) {
            Path sources = pom.resolveSibling(Path.of("src", "main", "java"));
            if (Files.isDirectory(sources) && !Files.readString(pom).contains("maven.deploy.skip")) {
                found.addAll(files(sources, name -> name.endsWith(".java")));
            }
        }
        return found;
    }

    private static List<Path> files(Path root, Predicate<String> names) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return GENERATED.contains(directory.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (names.test("/" + name(root, file))) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
