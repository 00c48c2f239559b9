package org.acme.gallery;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.SourceTree;

/**
 * The map for contributors has each package of the main code once. The pages for contributors name only packages, classes, and
 * files that exist.
 */
class WhereToGoTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path MAP = REPOSITORY.resolve("docs/contributing/map.md");
    private static final Path ARCHITECTURE = REPOSITORY.resolve("docs/contributing/architecture.adoc");
    private static final Pattern ROOM = Pattern.compile("`([ARDECQ](?:\\.[a-z]+)*)`");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+[A-Za-z]+)(?:\\.[a-z]\\w*)?`");
    /** Such as `policy.PolicyTemplate`. */
    private static final Pattern TYPE_OF_A_ROOM = Pattern.compile("`(?:([a-z.]+)\\.)([A-Z]\\w+)(?:\\.[a-z]\\w*)?`");
    private static final Pattern ROOM_OF_ARCHITECTURE = Pattern.compile("`([a-z]+(?:\\.[a-z]+)+)`");
    /** In the picture: at the beginning of a line or after an arrow, in front of a description. */
    private static final Pattern ROOM_OF_THE_PICTURE = Pattern.compile(
            "(?m)(?:^ +|> ?|; |\\()([a-z]{2,}(?:\\.[a-z]+)*)((?:, \\.?[a-z]+)*)(?=:| {2,}|\\)| -|$)");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

    private static final Set<String> CLASSES_OF_OTHERS = Set.of("Multi", "Objects");

    private static List<Path> sources;
    private static String map;

    @BeforeAll
    static void read() throws IOException {
        sources = SourceTree.files(REPOSITORY, ".java").stream().map(REPOSITORY::relativize).toList();
        map = Files.readString(MAP);
    }

    @Test
    void room_isOnTheMapOnce() {
        String firstTable = map.substring(map.indexOf("| Room |"), map.indexOf("| A change of"));
        assertThat(names(ROOM, firstTable.lines().map(row -> row.split(" \\| ")[0]).collect(joining())))
                .as("packages in the first table of docs/contributing/map.md. Give a new package a row that says what it decides, "
                        + "and remove one that is gone")
                .containsExactlyInAnyOrderElementsOf(rooms());
    }

    @Test
    void roomOnTheMap_exists() {
        assertThat(rooms()).as("packages that docs/contributing/map.md names. Correct the names there")
                .containsAll(names(ROOM, map.substring(map.indexOf("| Room |"))));
    }

    @Test
    void classOnAPage_exists() throws IOException {
        List<Path> pages = new ArrayList<>(PlainEnglish.contributorPages(REPOSITORY));
        pages.add(ARCHITECTURE);
        Set<String> existing = sources.stream().map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(toSet());
        existing.addAll(CLASSES_OF_OTHERS);
        for (Path page : pages) {
            assertThat(names(TYPE, Files.readString(page)).stream().filter(name -> !existing.contains(name)))
                    .as("classes that %s names, and that do not exist. Write their new names there", page.getFileName())
                    .isEmpty();
        }
    }

    @Test
    void classOfARoom_isThere() throws IOException {
        List<String> files = sources.stream().map(file -> file.toString().replace('\\', '/')).toList();
        assertThat(TYPE_OF_A_ROOM.matcher(Files.readString(ARCHITECTURE)).results()
                .map(name -> "/" + name.group(1).replace('.', '/') + "/" + name.group(2) + ".java"))
                .hasSizeGreaterThan(10).allSatisfy(ending -> assertThat(files)
                        .as("architecture.adoc names %s. Correct its package or its name there", ending)
                        .anyMatch(file -> file.contains("/src/main/") && file.endsWith(ending)));
    }

    @Test
    void roomOfTheArchitecture_exists() throws IOException {
        String page = Files.readString(ARCHITECTURE);
        String picture = page.substring(page.indexOf("----\n"), page.lastIndexOf("\n----\n"));
        Set<String> named = new TreeSet<>(names(ROOM_OF_ARCHITECTURE, page));
        ROOM_OF_THE_PICTURE.matcher(picture).results().forEach(found -> {
            named.add(found.group(1));
            for (String other : found.group(2).split(", ")) {
                named.add(other.startsWith(".") ? found.group(1).replaceFirst("\\..*", "") + other : other);
            }
        });
        // a module, and the rest of a list of one
        named.removeAll(Set.of("deployment", ""));

        assertThat(named).contains("index", "capability", "key.parse", "playlist.uri", "edge.function");
        Set<String> rooms = rooms();
        named.removeIf(name -> rooms.contains(name.replaceFirst("^edge\\b", "E"))
                || Stream.of("A.", "R.", "D.").anyMatch(module -> rooms.contains(module + name)));
        assertThat(named).as("packages that architecture.adoc names, and that do not exist. Write their new names there")
                .isEmpty();
    }

    @Test
    void linkOfAPage_leadsToAFile() throws IOException {
        for (Path page : PlainEnglish.contributorPages(REPOSITORY)) {
            assertThat(names(LINK, Files.readString(page)))
                    .allSatisfy(link -> assertThat(page.resolveSibling(link))
                            .as("%s links to %s. Correct the link", page.getFileName(), link).exists());
        }
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
