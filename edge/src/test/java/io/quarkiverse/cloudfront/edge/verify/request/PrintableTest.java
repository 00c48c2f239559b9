package io.quarkiverse.cloudfront.edge.verify.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void text_isCutBehind120Characters() {
        assertThat(Printable.of("a".repeat(120))).isEqualTo("a".repeat(120));
        assertThat(Printable.of("a".repeat(121))).isEqualTo("a".repeat(120) + "...");
    }

    @Test
    void characters_otherThanPrintableAscii_areReplaced() {
        assertThat(Printable.of("\u001f ~\u007f\u00e9")).isEqualTo("? ~??");
    }

    @Test
    void word_ofMoreThan24Characters_isCounted() {
        assertThat(Printable.word("a".repeat(24))).isEqualTo("'" + "a".repeat(24) + "'");
        assertThat(Printable.word("a".repeat(25))).isEqualTo("a text of 25 characters");
    }
}
