package io.quarkiverse.cloudfront.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.cli.http.Connection;
import io.quarkiverse.cloudfront.cli.http.Target;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/** What differs between the local edge and a distribution of CloudFront, with a local edge that is taken for a distribution. */
class RemoteDistributionTest {

    private static final Map<String, KeyPair> KEYS = new TreeMap<>(
            Map.of("KRSA", NewKey.rsaPair(), "KP256", NewKey.p256Pair()));

    private static Connection remote(Target target) {
        return new Connection(target, InetAddress.getLoopbackAddress(), false, Duration.ofSeconds(20));
    }

    /** Its origin may carry out what a request asks for. */
    @Test
    @Tag("nightly")
    void distributionWithoutTheFunction_getsNothingThatWrites() throws IOException {
        List<Question> writing = Question.all().stream().filter(Question::couldWrite).toList();
        assertThat(writing).extracting(Question::method).contains("PUT", "DELETE", "POST");
        try (AskedEdge edge = new AskedEdge(KEYS, true, false, Clock.systemUTC())) {
            List<Answer> answers = AskedEdge.interview(remote(Target.of(edge.url())), KEYS, Clock.systemUTC())
                    .ask(Question.all());

            assertThat(edge.events).hasSizeGreaterThan(250).allMatch(event -> List.of("GET", "HEAD", "OPTIONS")
                    .contains(event.method()));
            assertThat(answers).filteredOn(answer -> answer.question().couldWrite()).hasSameSizeAs(writing)
                    .allMatch(answer -> answer.notAsked().equals(Optional.of("it needs the template's function")));
            assertThat(answers).extracting(Answer::notAsked).contains(Optional.of("it needs the address of the viewer"));

            assertThat(edge.interview(KEYS, Clock.systemUTC()).ask(writing)).allMatch(Answer::asked);
        }
    }

    @Test
    void distributionWithTheFunction_isAskedEverything() throws IOException {
        List<Question> writing = Question.all().stream().filter(Question::couldWrite).toList();
        try (AskedEdge edge = new AskedEdge(KEYS, Map.of("X-Probe-Viewer", "127.0.0.1"))) {
            assertThat(AskedEdge.interview(remote(Target.of(edge.url())), KEYS, Clock.systemUTC()).ask(writing))
                    .allMatch(Answer::isExpected);
        }
    }
}
