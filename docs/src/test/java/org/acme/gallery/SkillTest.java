package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * The samples for coding agents come from tested applications.
 */
class SkillTest {

    private static final Path SKILL = Path.of("../deployment/src/main/resources/META-INF/quarkus-skill.md");
    private static final List<Path> TESTED = List.of(Path.of("modules/ROOT/examples"),
            Path.of("../runtime/src/main/codestarts"));

    private static final Pattern SAMPLE = Pattern.compile("```(?:java|properties)\n(.*?)```", Pattern.DOTALL);

    @Test
    void samples_areTested() throws IOException {
        String tested = TESTED.stream().flatMap(SkillTest::files).map(SkillTest::read).collect(Collectors.joining());
        List<String> samples = SAMPLE.matcher(Files.readString(SKILL)).results().map(sample -> sample.group(1)).toList();
        assertThat(samples).hasSizeGreaterThan(5);
        assertThat(samples).allSatisfy(sample -> assertThat(unindented(tested)).contains(unindented(sample)));
    }

    private static String unindented(String text) {
        return text.replaceAll("(?m)^\\s+| // <\\d+>$", "");
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|properties)")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
