package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/** The questions about error pages, at local edges that have such pages. */
class ErrorPagesTest {

    private static final Map<String, KeyPair> KEYS = Map.of("KASKED", NewKey.p256Pair());

    private static final List<String> FUNCTIONS = List.of("errors-function", "errors-single-page-function");

    private static List<Question> questions(boolean aboutFunctions) {
        return Question.all().stream().filter(question -> question.text("distribution").isPresent())
                .filter(question -> FUNCTIONS.contains(question.id()) == aboutFunctions).toList();
    }

    private static List<Answer> ask(AskedEdge edge, List<Question> questions) throws IOException {
        return edge.interview(Map.of("KASKED", KEYS.get("KASKED")), Clock.systemUTC()).ask(questions);
    }

    @Test
    void pages_ofTheLocalEdge_areAsExpected() throws IOException {
        try (PagesEdge pages = new PagesEdge(KEYS, false); AskedEdge edge = new AskedEdge(KEYS, pages.names())) {
            assertThat(ask(edge, questions(false))).hasSize(4).allMatch(Answer::isExpected, "is as expected");
            assertThat(pages.asked).containsExactly("/errors/403.html", "/errors/403.html", "/probe/missing.txt",
                    "/probe/errors/404.html", "/errors/403.html");
        }
    }

    /** The edge's function refuses requests without a mark, for all restricted paths. */
    @Test
    void refusalOfAFunction_isNotReplaced() throws IOException {
        try (PagesEdge pages = new PagesEdge(KEYS, true); AskedEdge edge = new AskedEdge(KEYS, pages.names())) {
            assertThat(ask(edge, questions(true))).hasSize(2).allMatch(Answer::isExpected, "is as expected");
        }
    }

    /** If the page replaced the refusal, its body would show it, and on a single-page site also the status. */
    @Test
    void refusalThatIsReplaced_isADifference() throws IOException {
        try (PagesEdge pages = new PagesEdge(KEYS, false); AskedEdge edge = new AskedEdge(KEYS, pages.names())) {
            List<Question> refused = Stream.concat(questions(true).stream(), questions(false).stream())
                    .filter(question -> !question.is("unsigned") && !question.id().endsWith("missing"))
                    .map(question -> new Question(Map.of("id", question.id(), "asks", "?", "distribution",
                            question.text("distribution").orElseThrow(), "target", "/probe/function?<canned>", "resource",
                            "<base>/probe/other", "expect", "403", "body", "")))
                    .toList();

            assertThat(ask(edge, refused)).extracting(Answer::describe).containsExactly(
                    "errors-function: the text of the answer differs. ?",
                    "errors-single-page-function: expected 403, answered served. ?",
                    "errors-signature: the text of the answer differs. ?");
        }
    }

    @Test
    void distributionThatNamesNoOthers_isNotAskedAboutPages() throws IOException {
        try (AskedEdge edge = new AskedEdge(KEYS, Map.of())) {
            assertThat(ask(edge, questions(false))).extracting(Answer::notAsked)
                    .containsOnly(Optional.of("it needs the template's distributions with error pages"));
        }
    }

    /** The other answers are not lost. */
    @Test
    void distributionThatCannotBeReached_isNoAnswer() throws IOException {
        try (AskedEdge edge = new AskedEdge(KEYS, Map.of("X-Probe-pages", "localhost:1"))) {
            assertThat(ask(edge, questions(false)).get(0)).satisfies(answer -> {
                assertThat(answer.answer()).contains("no answer");
                assertThat(answer.body().orElseThrow()).startsWith("Cannot connect to <host>: ");
            });
        }
    }
}
