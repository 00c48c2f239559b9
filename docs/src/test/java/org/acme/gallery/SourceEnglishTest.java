package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.acme.gallery.PlainEnglish.Text;
import org.acme.gallery.SourceEnglish.Source;
import org.junit.jupiter.api.Test;

/**
 * Javadoc and messages of all modules follow the rules for pages.
 */
class SourceEnglishTest {

    private static final Path REPOSITORY = Path.of("..");

    /** More than in pages, because a message says what is wrong, and how to fix it, in a row. */
    private static final int MOST_WORDS = 50;

    @Test
    void javadoc_isPlainEnglish() throws IOException {
        assertThat(findings(Source::javadoc, 2_000)).as("Reword each sentence as its line says").isEmpty();
    }

    @Test
    void messages_arePlainEnglish() throws IOException {
        assertThat(findings(Source::messages, 600)).as("Reword each message as its line says").isEmpty();
    }

    private static List<String> findings(Function<Source, List<Text>> texts, int moreThan) throws IOException {
        List<String> findings = new ArrayList<>();
        int count = 0;
        for (Path file : SourceEnglish.sources(REPOSITORY)) {
            for (Text text : texts.apply(SourceEnglish.read(file))) {
                count++;
                findings.addAll(PlainEnglish.findings(file.getFileName().toString(), text, MOST_WORDS));
            }
        }
        assertThat(count).isGreaterThan(moreThan);
        return findings;
    }

    @Test
    void javadoc_isReadByParagraphsAndTags() {
        assertThat(SourceEnglish.read("""
                class A {
                    /**
                     * Signs a URL, as {@link B#sign(String)
                     * does}.
                     * <p>
                     * Never blocks. <pre>What is code is not read.</pre>
                     *
                     * @param url such as {@code /a.jpg}
                     * @return null if it is empty
                     * @see <a href="https://example.com">What is linked</a>
                     */
                    void sign() {}
                }
                """).javadoc()).extracting(Text::words).containsExactly("Signs a URL, as does.", "Never blocks.",
                "such as `code`", "null if it is empty");
    }

    @Test
    void message_isReadAsAWhole() {
        assertThat(SourceEnglish.read("""
                class A {
                    // "What is a comment is not read"
                    String a = "the policy's resource " + resource
                            + " does not cover it; \\"widen\\" it";
                    String b = "quarkus.rest.path";
                }
                """).messages()).extracting(Text::words)
                .containsExactly("the policy's resource `code` does not cover it; \"widen\" it");
    }

    @Test
    void sentenceOfJavadocOrAMessage_isFound() {
        Source source = SourceEnglish.read("""
                /** As {@link B}, but faster. */
                class A {
                    String a = "the clock of this host is late";
                }
                """);
        assertThat(PlainEnglish.findings("A.java", source.javadoc().get(0), MOST_WORDS)).hasSize(1);
        assertThat(PlainEnglish.findings("A.java", source.messages().get(0), MOST_WORDS)).hasSize(1);
    }
}
