package org.acme.gallery;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.SourceTree;

/**
 * The map in CONTRIBUTING.md has each package of the main code once, and names only packages and classes that exist.
 */
class WhereToGoTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROOM = Pattern.compile("`([ARDECQ](?:\\.[a-z]+)*)`");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+[A-Za-z]+)`");

    private static List<Path> sources;
    private static String map;

    @BeforeAll
    static void read() throws IOException {
        sources = SourceTree.files(REPOSITORY, ".java").stream().map(REPOSITORY::relativize).toList();
        map = Files.readString(REPOSITORY.resolve("CONTRIBUTING.md")).replaceFirst("(?s).*\n## Where to go\n(.*?)\n## .*",
                "$1");
    }

    @Test
    void room_isOnTheMapOnce() {
        String firstTable = map.substring(map.indexOf("| Room |"), map.indexOf("| A change of"));
        assertThat(names(ROOM, firstTable.lines().map(row -> row.split(" \\| ")[0]).collect(joining())))
                .containsExactlyInAnyOrderElementsOf(rooms());
    }

    @Test
    void nameOnTheMap_exists() {
        assertThat(rooms()).containsAll(names(ROOM, map.substring(map.indexOf("| Room |"))));
        assertThat(sources).extracting(file -> file.getFileName().toString().replace(".java", ""))
                .containsAll(names(TYPE, map));
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
    }

    /** The packages of what is published, with the abbreviations of the map. */
    private static TreeSet<String> rooms() {
        return sources.stream().map(Path::toString)
                .filter(file -> file.matches(
                        "(?!benchmarks|docs|integration-tests|test-fixtures).*/src/main/java/io/quarkiverse/.*/package-info.java"))
                .map(file -> file.replaceFirst(".*/src/main/java/io/quarkiverse/cloudfront/(.*)/package-info.java", "$1")
                        .replaceFirst("^signer/runtime", "R").replaceFirst("^signer/deployment", "D")
                        .replaceFirst("^signer", "A").replaceFirst("^edge", "E").replaceFirst("^cli", "C")
                        .replaceFirst("^conformance", "Q").replace('/', '.'))
                .collect(toCollection(TreeSet::new));
    }
}
