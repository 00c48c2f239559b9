package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * The pages list the same reasons of a failure as the code.
 */
class FailureReasonsTest {

    private static final Path PAGES = Path.of("modules/ROOT/pages");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void everyReason_isInTroubleshooting() throws IOException {
        assertThat(rows("troubleshooting.adoc", "|Reason |Meaning"))
                .as("Give each constant of Reason a row in troubleshooting.adoc, in the same order")
                .containsExactlyElementsOf(
                        Stream.of(Reason.values()).map(Reason::name).toList());
    }

    @Test
    void everyTagOfTheMetric_isAReason() throws IOException {
        String text = Files.readString(PAGES.resolve("observability.adoc")).replaceFirst("(?s).*The `reason` tag is.*?]: ", "");
        assertThat(names(text.lines().findFirst().orElseThrow())).as("Write the names of Reason into observability.adoc")
                .hasSizeGreaterThan(5).isSubsetOf(
                        Stream.of(Reason.values()).map(reason -> reason.name().toLowerCase(Locale.ROOT)).toList());
    }

    /** The names in the first column of the table with this header. */
    private static List<String> rows(String page, String head) throws IOException {
        String text = Files.readString(PAGES.resolve(page));
        int start = text.indexOf(head) + head.length();
        return text.substring(start, text.indexOf("|===", start)).lines().filter(line -> line.startsWith("|`"))
                .filter(line -> line.matches("\\|(`\\w+`(, )?)+"))
                .flatMap(line -> names(line).stream()).toList();
    }

    private static List<String> names(String line) {
        return NAME.matcher(line).results().map((MatchResult name) -> name.group(1)).toList();
    }
}
