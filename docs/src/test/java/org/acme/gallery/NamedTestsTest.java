package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.SourceTree;

/**
 * The tests that show what the pages claim exist. Pages are for users and do not name tests, so {@code claims.txt} lists them.
 */
class NamedTestsTest {

    private static final Path CLAIMS = Path.of("src/test/resources/claims.txt");
    private static final Path PAGES = Path.of("modules/ROOT/pages");
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @Test
    void testOfAClaim_exists() throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = new ArrayList<>();
        for (String line : lines()) {
            int separator = line.lastIndexOf(" = ");
            if (separator >= 0) {
                for (String test : line.substring(separator + 3).split(", ")) {
                    if (!exists(sources, test)) {
                        missing.add(line.substring(0, separator) + ": " + test);
                    }
                }
            }
        }
        assertThat(missing).as("tests that %s names, and that do not exist. Write their new names there", CLAIMS).isEmpty();
    }

    @Test
    void pageOfAClaim_exists() throws IOException {
        List<String> pages = lines().stream().filter(line -> line.matches("\\[\\S+\\.adoc]"))
                .map(line -> line.substring(1, line.length() - 1)).toList();
        assertThat(pages).isNotEmpty().allSatisfy(
                page -> assertThat(PAGES.resolve(page)).as("Write the new name of the page into %s", CLAIMS).exists());
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(CLAIMS).stream().filter(line -> !line.startsWith("#")).toList();
    }

    private static boolean exists(Map<String, String> sources, String test) {
        String[] classAndMethod = test.split("#");
        String source = sources.get(classAndMethod[0]);
        return source != null && (classAndMethod.length == 1 || source.contains(" " + classAndMethod[1] + "("));
    }

    private static Map<String, String> testSources() throws IOException {
        return SourceTree.files(REPOSITORY, ".java").stream().filter(file -> file.toString().contains("/src/test/java/"))
                .collect(Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""), NamedTestsTest::read,
                        String::concat));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
