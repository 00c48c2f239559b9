package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

/**
 * The table in the documentation has the tested results.
 */
class DocumentationTest {

    private static final String BEGIN = "// The lines up to the end of the table are those of matrix.csv: DocumentationTest compares them.\n";
    private static final String END = "|===\n";

    @Test
    void tableOfThePage_isTheMatrix() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("docs.pages"), "layers.adoc"));
        int begin = page.indexOf(BEGIN);
        assertThat(begin).as("the comment before the table").isNotNegative();

        String rows = page.substring(begin + BEGIN.length(), page.indexOf(END, begin));

        assertThat(rows).isEqualTo(rows());
    }

    private static String rows() {
        Map<String, StringBuilder> rows = new LinkedHashMap<>();
        for (Matrix.Cell cell : Matrix.cells()) {
            rows.computeIfAbsent(cell.application(), application -> new StringBuilder("|" + cell.title()))
                    .append(" |").append(cell.outcome().text());
        }
        return String.join("\n", rows.values()) + "\n";
    }
}
