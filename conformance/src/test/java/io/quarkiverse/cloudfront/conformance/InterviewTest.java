package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.cli.http.Connection;
import io.quarkiverse.cloudfront.cli.http.Target;
import io.quarkiverse.cloudfront.signer.fixtures.LoopbackServer;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/** Some questions of each kind. {@link AllQuestionsTest} asks all of them, which takes longer. */
class InterviewTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);
    private static final Set<String> SOME = Set.of("rsa-pss", "p256-p1363", "rsa-custom-sha1", "key-pair-id-of-other-key",
            "signature-not-base64", "unsigned", "head", "method-post", "get-with-body", "ip", "ip-other", "ip-8-other",
            "canned-at-the-second", "canned-host-header-upper-case", "function-order", "function-sees-policy");

    private static final Map<String, KeyPair> KEYS = new LinkedHashMap<>();

    @BeforeAll
    static void makeKeys() {
        KEYS.put("KRSA", NewKey.rsaPair());
        KEYS.put("KP256", NewKey.p256Pair());
    }

    private static List<Question> some() {
        return Question.all().stream().filter(question -> SOME.contains(question.id())).toList();
    }

    private static List<Answer> ask(URI url, String... ids) throws IOException {
        return ask(Connection.to(Target.of(url)), ids);
    }

    private static List<Answer> ask(Connection connection, String... ids) throws IOException {
        Map<String, KeyPair> keys = new LinkedHashMap<>(KEYS);
        keys.keySet().retainAll(List.of(ids));
        return AskedEdge.interview(connection, keys, CLOCK).ask(some());
    }

    private static Map<String, String> notAsked(List<Answer> answers) {
        return answers.stream().filter(answer -> !answer.asked())
                .collect(Collectors.toMap(answer -> answer.question().id(), answer -> answer.notAsked().orElseThrow()));
    }

    @Test
    void questions_areAnsweredAsExpected() throws IOException {
        for (boolean https : List.of(false, true)) {
            try (AskedEdge edge = new AskedEdge(KEYS, true, https, CLOCK)) {
                List<Answer> answers = ask(edge.url(), "KRSA", "KP256");

                assertThat(answers).hasSameSizeAs(SOME).filteredOn(Answer::asked)
                        .allSatisfy(answer -> assertThat(answer.isExpected()).as(answer.describe()).isTrue());
                assertThat(notAsked(answers)).isEqualTo(Map.of("function-order", "it needs the template's function",
                        "function-sees-policy", "it needs the template's function"));
                assertThat(answers).filteredOn(answer -> answer.answer().equals(Optional.of("served")))
                        .allSatisfy(answer -> assertThat(answer.body()).isEmpty());
            }
        }
    }

    @Test
    void questionWithoutItsKeyOrHost_isNotAsked() throws IOException {
        try (AskedEdge edge = new AskedEdge(KEYS, true, false, CLOCK)) {
            URI address = URI.create("http://127.0.0.1:" + edge.url().getPort());

            assertThat(notAsked(ask(address, "KP256"))).containsEntry("rsa-pss", "it needs a key of another type")
                    .containsEntry("key-pair-id-of-other-key", "it needs a second key")
                    .containsEntry("canned-host-header-upper-case", "it needs a host with letters")
                    .doesNotContainKeys("p256-p1363", "ip", "method-post", "head");
        }
    }

    /** The function of the template tells the viewer's address, and repeats what it sees. */
    @Test
    void answerOfTheFunction_isKeptWithoutSecrets() throws IOException {
        Map<String, Answer> answers = askTheFunction("192.0.2.254", true);

        assertThat(answers.values()).allMatch(Answer::asked);
        assertThat(answers.get("function-sees-policy").body())
                .contains("Policy=...&Signature=...&Key-Pair-Id=<id>&Hash-Algorithm=SHA256");
        assertThat(answers.get("function-sees-policy").isExpected()).isFalse();
        assertThat(answers.get("function-sees-policy").describe())
                .startsWith("function-sees-policy: the text of the answer differs. ");
        assertThat(answers.get("method-post").json()).containsEntry("id", "method-post")
                .containsEntry("answer", Optional.of("no answer")).containsEntry("expected", "403")
                .containsEntry("body", Optional.of("The connection was closed without an answer"));
        assertThat(answers.get("method-post").describe()).startsWith("method-post: expected 403, answered no answer. ");
    }

    @Test
    void viewerWithoutIpv4_isNotAskedAboutAddresses() throws IOException {
        for (String viewer : List.of("2001:db8::1", "viewer.example")) {
            assertThat(notAsked(List.copyOf(askTheFunction(viewer, false).values())))
                    .containsOnlyKeys("ip", "ip-other", "ip-8-other")
                    .containsValue("it needs the address of the viewer");
        }
    }

    @Test
    void methods_thatCouldWrite() {
        assertThat(Stream.of("GET", "HEAD", "OPTIONS", "POST", "DELETE", "FETCH").map(method -> new Question(
                Map.of("method", method)).couldWrite())).containsExactly(false, false, false, true, true, true);
        assertThat(new Question(Map.of()).couldWrite()).isFalse();
    }

    private static Map<String, Answer> askTheFunction(String viewer, boolean local) throws IOException {
        try (LoopbackServer server = new LoopbackServer("function", exchange -> {
            String query = exchange.getRequestURI().getRawQuery();
            String method = exchange.getRequestMethod();
            if (method.equals("POST")) {
                exchange.close();
                return;
            }
            exchange.getResponseHeaders().set("X-Probe-Viewer", viewer);
            LoopbackServer.answer(exchange, query == null ? 403 : 200, method.equals("HEAD") ? "" : String.valueOf(query));
        })) {
            Target target = Target.of(URI.create("http://localhost:" + server.endpoint().getPort()));
            return ask(new Connection(target, InetAddress.getLoopbackAddress(), local, Duration.ofSeconds(20)), "KRSA", "KP256")
                    .stream()
                    .collect(Collectors.toMap(answer -> answer.question().id(), answer -> answer));
        }
    }
}
