package org.acme.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.PageProject;

/**
 * The blocks of this module's page, pasted in order into a generated application, compile.
 */
class PageBlocksTest {

    private static final Path REPOSITORY = Path.of("../..");

    @Test
    void blocksOfThePage_compileAlone() throws IOException {
        PageProject page = PageProject.of(REPOSITORY.resolve("docs/modules/ROOT/pages/remote-keys.adoc"), REPOSITORY);

        assertThat(page.blocks()).isPositive();
        assertThat(page.errors(Path.of(""))).isEmpty();
    }
}
