package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.PageProject;

/**
 * The blocks of each page, pasted in order into a generated application, compile with the dependencies that the page has named.
 * Modules of their own check the pages whose dependencies this module does not have.
 */
class PageBlocksTest {

    private static final Path REPOSITORY = Path.of("..");

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("pages")
    void blocksOfAPage_compileAlone(Path page) throws IOException {
        assertThat(PageProject.of(page, REPOSITORY).errors(Path.of(""))).isEmpty();
    }

    static List<Named<Path>> pages() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("modules/ROOT/pages"))) {
            return pages.filter(page -> page.toString().matches(".*(?<!agents|remote-keys|without-quarkus)\\.adoc")).sorted()
                    .filter(PageBlocksTest::hasBlocks).map(page -> Named.of(page.getFileName().toString(), page)).toList();
        }
    }

    private static boolean hasBlocks(Path page) {
        try {
            return PageProject.of(page, REPOSITORY).blocks() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // a type that is not on the page
            "[source,java]\n----\nclass A {\n    Catalogue catalogue;\n}\n----\n",
            // a type of a dependency that is named too late
            "[source,java]\n----\nclass A {\n    io.quarkus.websockets.next.WebSocket socket;\n}\n----\nAdd `quarkus-websockets-next`.\n",
            // a missing import
            "[source,java]\n----\nclass A {\n    List<String> pictures;\n}\n----\n",
            // members that use what the type before them does not have
            "[source,java]\n----\nclass A {\n}\n----\n\n[source,java]\n----\nString a = b;\n----\n" })
    void blockThatMissesSomething_isFound(String text) throws IOException {
        assertThat(errors(text)).hasSize(1);
    }

    /** Other modules compile these samples, together and with nothing else in their package. The page has them, or a link. */
    @ParameterizedTest
    @ValueSource(strings = { "kotlin", "without-quarkus" })
    void samplesOfOtherModules_areOnThePage(String name) throws IOException {
        String page = Files.readString(Path.of("modules/ROOT/pages/" + name + ".adoc"));
        try (Stream<Path> samples = Files.walk(Path.of("modules/ROOT/examples/" + name))) {
            assertThat(samples.filter(Files::isRegularFile)).isNotEmpty()
                    .allSatisfy(sample -> assertThat(page).containsAnyOf("----\n" + Files.readString(sample) + "----\n",
                            "/blob/main/docs/" + sample.toString().replace('\\', '/') + "["));
        }
    }

    @Test
    void membersAfterAType_belongToIt() throws IOException {
        assertThat(errors("Add `quarkus-websockets-next`.\n\n[source,java]\n----\nclass A {\n    String b;\n}\n----\n\n"
                + "[source,java]\n----\nString a = b;\nio.quarkus.websockets.next.WebSocket socket;\n----\n")).isEmpty();
    }

    private List<String> errors(String text) throws IOException {
        return PageProject.of(Files.writeString(directory.resolve("page.adoc"), text), REPOSITORY).errors(Path.of(""));
    }
}
