package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.edge.RequestEvent;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/** Asks all questions, which takes long. Mutation tests leave this class out, for which {@link InterviewTest} asks some. */
@Tag("slow")
class AllQuestionsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

    private static final Map<String, KeyPair> KEYS = new LinkedHashMap<>();

    @BeforeAll
    static void makeKeys() {
        // the first one signs most, and an RSA key takes ten times as long
        KEYS.put("KP256ASKEDabc", NewKey.p256Pair());
        KEYS.put("KRSAASKEDabc", NewKey.rsaPair());
    }

    @Test
    void question_atTheLocalEdge_isAnsweredAsExpected() throws IOException {
        try (AskedEdge edge = new AskedEdge(KEYS, true, false, CLOCK)) {
            List<Answer> answers = edge.interview(KEYS, CLOCK).ask(Question.all());

            assertThat(differences(answers)).isEmpty();
            assertThat(answers).filteredOn(answer -> !answer.asked())
                    .allMatch(answer -> answer.question().is("record") || answer.question().text("distribution").isPresent());

            // each reason of the edge is the answer to some question
            Set<Reason.Kind> kinds = EnumSet.noneOf(Reason.Kind.class);
            for (RequestEvent event : edge.events) {
                event.verdict().ifPresent(verdict -> {
                    if (verdict instanceof Verdict.Refused refused) {
                        kinds.add(refused.reason().kind());
                    }
                });
            }
            // the questions are sent over IPv4, and this edge does not have a name under cloudfront.net
            assertThat(EnumSet.complementOf(EnumSet.copyOf(kinds))).containsExactly(Reason.Kind.DISTRIBUTION_NAME_DIFFERS,
                    Reason.Kind.ADDRESS_NOT_IPV4);
        }
    }

    @Test
    void question_overHttps_isAnsweredAsExpected() throws IOException {
        try (AskedEdge edge = new AskedEdge(KEYS, true, true, CLOCK)) {
            List<Question> aboutSchemes = Question.all().stream().filter(question -> question.mentions("scheme")).toList();

            List<Answer> answers = edge.interview(KEYS, CLOCK).ask(aboutSchemes);

            assertThat(differences(answers)).isEmpty();
            assertThat(answers).hasSizeGreaterThan(10).allMatch(Answer::asked);
        }
    }

    @Test
    void command_atAnEdgeThatDiffers_saysWhere(@TempDir Path directory) throws IOException {
        // an edge whose clock is an hour behind serves what has expired
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        try (AskedEdge edge = new AskedEdge(KEYS, true, false, behind)) {
            Run run = Run.of("ask", "--url", edge.url().toString(), "--out", directory.resolve("answers.json").toString(),
                    "--private-key", AskedEdge.privateKey(directory, "KP256ASKEDabc", KEYS.get("KP256ASKEDabc")).toString(),
                    "--key-pair-id", "KP256ASKEDabc");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.lines()).contains("canned-expired: expected AccessDenied, answered served. "
                    + "Is the answer to an expired URL this one, byte for byte?");
        }
    }

    @Test
    void interview_withOneKey_leavesOutQuestionsForTheOther() throws IOException {
        try (AskedEdge edge = new AskedEdge(KEYS, true, false, CLOCK)) {
            List<Answer> answers = edge.interview(Map.of("KP256ASKEDabc", KEYS.get("KP256ASKEDabc")), CLOCK)
                    .ask(Question.all());

            assertThat(answers).filteredOn(answer -> answer.question().id().startsWith("rsa-"))
                    .allSatisfy(answer -> assertThat(answer.notAsked()).contains("it needs a key of another type"));
            assertThat(answers).filteredOn(answer -> answer.question().mentions("<other-id>")).isNotEmpty()
                    .allSatisfy(answer -> assertThat(answer.notAsked()).isPresent());
            assertThat(answers).extracting(Answer::notAsked).contains(Optional.of("it needs a second key"));
            assertThat(answers).filteredOn(answer -> answer.question().id().equals("p256-sha1"))
                    .allMatch(Answer::isExpected);
        }
    }

    private static List<String> differences(List<Answer> answers) {
        return answers.stream().filter(Answer::asked).filter(answer -> !answer.isExpected()).map(Answer::describe).toList();
    }
}
