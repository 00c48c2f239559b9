package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedPathsTest {

    @TempDir
    private Path directory;

    private CommittedPaths committed(String text) throws IOException {
        return new CommittedPaths("aws/paths.json", Files.writeString(directory.resolve("paths.json"), text));
    }

    @Test
    void sameLines_areEqual_alsoWithLineBreaksOfWindows() throws IOException {
        assertThat(committed("{\r\n}\r\n").compare("{\n}\n")).isEmpty();
    }

    @Test
    void newPath_isShownWithTheRemedy() throws IOException {
        assertThat(committed("{\n  \"a\"\n  \"c\"\n}\n").compare("{\n  \"a\"\n  \"b\"\n  \"c\"\n}\n")).hasValue("""
                aws/paths.json does not match what the code signs now:
                   + "b"
                   Change the distribution, check it with "cloudfront-signer check", and copy private-paths.json from the \
                directory cloudfront-signer of this build to aws/paths.json, which \
                quarkus.cloudfront-signer.go-live.compare names""");
    }

    @Test
    void missingFile_isNamed() {
        assertThat(new CommittedPaths("aws/paths.json", directory.resolve("none")).compare("{}")).get().asString()
                .startsWith("aws/paths.json cannot be read, so the private paths cannot be compared. Change the distribution");
    }

    @Test
    void otherFile_isNotComparedForever() throws IOException {
        assertThat(committed("a\n".repeat(1_000_000)).compare("{}")).get().asString()
                .startsWith("aws/paths.json does not match what the code signs now. Change").hasSizeLessThan(400);
    }

    @Test
    void difference_leavesOutCommonLines() {
        assertThat(CommittedPaths.difference(List.of("a", "b", "c", "d"), List.of("a", "c", "x", "d", "e")))
                .containsExactly("- b", "+ x", "+ e");
        assertThat(CommittedPaths.difference(List.of("a"), List.of("a"))).isEmpty();
        assertThat(CommittedPaths.difference(List.of("a", "a"), List.of("a", "b", "b"))).containsExactly("- a", "+ b", "+ b");
    }

    @Test
    void longDifference_isCut() {
        List<String> many = IntStream.range(0, 100).mapToObj(String::valueOf).toList();

        assertThat(CommittedPaths.difference(List.of(), many)).hasSize(41).last().isEqualTo("and 60 more lines");
    }
}
