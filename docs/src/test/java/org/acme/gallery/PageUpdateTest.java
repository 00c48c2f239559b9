package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages contain the current samples and the current configuration reference, and can be read on GitHub.
 */
class PageUpdateTest {

    private static final Pattern LINK = Pattern.compile("(?:xref:|\\(docs/modules/ROOT/pages/)([\\w-]+\\.adoc)");

    @BeforeAll
    static void updateIfAsked() {
        if (System.getProperty("update") != null) {
            PageUpdate.main(new String[0]);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_isUpToDate(Path page) throws IOException {
        String text = Files.readString(page);
        assertThat(text)
                .as("The page repeats code or Javadoc that has changed. Run ./mvnw verify -Dquick -Dupdate, which rewrites it")
                .isEqualTo(PageUpdate.updated(text));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_canBeReadOnGitHub(Path page) throws IOException {
        String text = Files.readString(page);
        assertThat(text).as("GitHub does not resolve includes. Copy the sample, with a marker like the other pages")
                .doesNotContain("include::");
        assertThat(text).as("GitHub shows the file's name as the text. Write a text into the brackets of the link")
                .doesNotContainPattern("xref:[^\\[\\s]*\\.adoc[^\\[\\s]*\\[]");
        assertThat(text).as("A comma ends an alternative text without quotes. Put the text in quotes")
                .doesNotContainPattern("(?m)^image::[^\\[]*\\[[^\"\\]]*,(?!\\d+\\])");
        if (text.contains("image::")) {
            assertThat(text).as("Add these lines below the title, so that GitHub finds the images")
                    .contains("ifdef::env-github[]\n:imagesdir: ../images\nendif::[]\n");
        }
    }

    @Test
    void configurationPage_hasTheReferenceOfEachExtension() throws IOException {
        Path page = PageUpdate.pages().stream().filter(file -> file.endsWith("configuration.adoc")).findFirst().orElseThrow();
        assertThat(PageUpdate.references(Files.readString(page))).containsExactly("quarkus-cloudfront-signer",
                "quarkus-cloudfront-signer-gate");
    }

    @ParameterizedTest
    @ValueSource(strings = { "getting-started.adoc", "private-site-tutorial.adoc" })
    void guide_namesTheVersionOfQuarkus(String name) throws IOException {
        String version = Files.readString(Path.of("../pom.xml")).replaceFirst("(?s).*<quarkus.version>(.*?)<.*", "$1");
        Path page = PageUpdate.pages().stream().filter(file -> file.endsWith(name)).findFirst().orElseThrow();

        assertThat(Files.readString(page)).contains("quarkus-maven-plugin:" + version + ":create")
                .doesNotContainPattern("quarkus-maven-plugin:(?!\\Q" + version + "\\E:)");
    }

    @Test
    void compatibilityPage_namesTheTestedVersions() throws IOException {
        String pom = Files.readString(Path.of("../pom.xml"));
        Stream<String> built = Stream.of("quarkus", "mcp-server", "aws-sdk")
                .map(name -> pom.replaceFirst("(?s).*<" + name + "\\.version>(.*?)<.*", "$1"));
        Stream<String> newer = Files.readAllLines(Path.of("../.ci/newer-quarkus.txt")).stream()
                .filter(line -> line.matches("\\d.*"));
        Path page = PageUpdate.pages().stream().filter(file -> file.endsWith("compatibility.adoc")).findFirst().orElseThrow();

        assertThat(Files.readString(page)).as("Write the versions of pom.xml and .ci/newer-quarkus.txt into compatibility.adoc")
                .contains(Stream.concat(built, newer).toList());
    }

    @Test
    void pages_areReachedByLinksFromReadme() throws IOException {
        Set<Path> reached = new HashSet<>();
        Queue<Path> next = new ArrayDeque<>(List.of(Path.of("../README.md")));
        while (!next.isEmpty()) {
            LINK.matcher(Files.readString(next.remove())).results()
                    .map(link -> PageUpdate.pages().get(0).resolveSibling(link.group(1))).filter(reached::add)
                    .forEach(next::add);
        }
        assertThat(reached).as("Link to the new page from another page, or from README.md").containsAll(PageUpdate.pages());
    }

    static List<Named<Path>> pages() {
        return PageUpdate.pages().stream().map(page -> Named.of(page.getFileName().toString(), page)).toList();
    }
}
