package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The page of assumptions, the questions, and the tests of the local edge belong together. */
class AssumptionsTest {

    private static final Path PAGE = Path.of("assumptions.adoc");
    private static final Path EDGE_TESTS = Path.of("../edge/src/test/java");

    private static final Pattern ROW = Pattern.compile("(?m)^\\|`([a-z0-9-]+)` \\|");
    private static final Pattern ASSUMED = Pattern.compile("@Assumed\\(value = .*?, asks = (.*?)\\)\\s", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("\"([^\"]+)\"");

    @Test
    void page_hasTheQuestionsThatNoPageOfAwsAnswers() throws IOException {
        List<String> open = Question.all().stream()
                .filter(question -> !question.text("basis").orElseThrow().equals("documented")).map(Question::id).toList();

        assertThat(matches(ROW, Files.readString(PAGE))).containsExactlyElementsOf(open);
        assertThat(Files.readString(PAGE)).contains("asks them " + Question.all().size() + " questions");
    }

    @Test
    void assumedRuleOfTheEdge_namesItsQuestions() throws IOException {
        List<String> ids = Question.all().stream().map(Question::id).toList();
        List<String> asked = new ArrayList<>();
        try (Stream<Path> files = Files.walk(EDGE_TESTS)) {
            for (Path file : files.filter(file -> file.toString().endsWith("Test.java")).toList()) {
                for (String questions : matches(ASSUMED, Files.readString(file))) {
                    asked.addAll(matches(TEXT, questions));
                }
            }
        }

        assertThat(asked).hasSizeGreaterThan(50).isSubsetOf(ids);
    }

    private static List<String> matches(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
