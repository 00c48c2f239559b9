package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The linter does not find anything in the pages, but finds each kind of mistake in examples.
 */
class PlainEnglishTest {

    private static final String HEAD = "= Signed URLs\n\n";

    @ParameterizedTest
    @MethodSource("pages")
    void page_isPlainEnglish(Path page) throws IOException {
        assertThat(PlainEnglish.findings(page.getFileName().toString(), Files.readString(page)))
                .as("Reword each sentence as its line says").isEmpty();
    }

    static List<Named<Path>> pages() throws IOException {
        return PlainEnglish.pages(Path.of("..")).stream().map(page -> Named.of(page.getFileName().toString(), page)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = { "What cannot be signed fails.", "* Whoever has it may use it.", "|Nothing is needed from AWS.\n",
            "A policy is no URL.", "It expires in an hour at the latest.", "Files that are written anew.",
            "The unnamed signer\nsigns.", "A key beside the old one.", "One of them goes before the other.", "== What fails",
            "== Headings have no full stop.", "As `a`, but faster.", "Viewers may not have it.",
            "The clock of the host is late.", "It is in the claim `sub`." })
    void sentence_isFound(String sentence) {
        assertThat(PlainEnglish.findings("page.adoc", HEAD + sentence)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "What happens then?", "There is no default.", "It is no longer valid.",
            "A `no *at the latest*` is code.",
            "----\nWhat is code is not read.\n----", "// What is a comment is not read.", "[What]" })
    void sentence_isNotFound(String sentence) {
        assertThat(PlainEnglish.findings("page.adoc", HEAD + sentence)).isEmpty();
    }

    @Test
    void longSentence_isFound() {
        assertThat(PlainEnglish.findings("page.adoc", HEAD + "word ".repeat(31))).hasSize(1);
        assertThat(PlainEnglish.findings("page.adoc", HEAD + "word ".repeat(30))).isEmpty();
        assertThat(PlainEnglish.findings("page.adoc", HEAD + "Short. ".repeat(31))).isEmpty();
    }

    @Test
    void callouts_areReadOneByOne() {
        String callout = "word ".repeat(20);
        assertThat(PlainEnglish.findings("page.adoc", HEAD + "<1> " + callout + "\n<2> " + callout)).isEmpty();
    }

    @Test
    void tableOfMarkdown_isReadByCell() {
        String row = "| " + "word ".repeat(20) + "| " + "word ".repeat(20) + "|\n";
        assertThat(PlainEnglish.findings("README.md", row)).isEmpty();
    }
}
