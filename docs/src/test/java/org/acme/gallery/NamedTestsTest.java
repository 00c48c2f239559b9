package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tests that the pages name as proof are there.
 */
class NamedTestsTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))(?:#(\\w+))?`");
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = { "comparison.adoc", "kotlin.adoc", "maturity.adoc", "other-frameworks.adoc", "return-shapes.adoc" })
    void areThere(String page) throws IOException {
        Map<String, String> sources = testSources();
        List<MatchResult> named = TEST.matcher(Files.readString(Path.of("modules/ROOT/pages", page))).results().toList();
        assertThat(named).isNotEmpty();
        assertThat(named.stream().filter(test -> !isThere(sources, test)).map(MatchResult::group)).isEmpty();
    }

    private static boolean isThere(Map<String, String> sources, MatchResult test) {
        String source = sources.get(test.group(1));
        return source != null && (test.group(2) == null || source.contains(" " + test.group(2) + "("));
    }

    private static Map<String, String> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            return files.filter(file -> file.toString().contains("/src/test/java/") && file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""),
                            NamedTestsTest::read, String::concat));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
