package io.quarkiverse.cloudfront.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.past.PastSet;

/** Answers to the probe of an earlier version, which say what CloudFront did, and do not become wrong. */
@Tag("nightly")
class PastAnswersTest {

    private static final String FILE = "probe-answers.json";

    static List<PastSet> sets() {
        return PastSet.all();
    }

    @Test
    void answers_areRecorded(@TempDir Path directory) throws IOException {
        Map<String, KeyPair> keys = new TreeMap<>(Map.of("KRSA", NewKey.rsaPair(), "KP256", NewKey.p256Pair()));
        try (ProbedEdge edge = new ProbedEdge(keys, true, false, Clock.systemUTC())) {
            Path file = directory.resolve(FILE);
            Cli run = Cli.run("probe", "--url", edge.url().toString(), "--out", file.toString(),
                    "--private-key", ProbedEdge.privateKey(directory, "KRSA", keys.get("KRSA")).toString(), "--key-pair-id",
                    "KRSA", "--private-key", ProbedEdge.privateKey(directory, "KP256", keys.get("KP256")).toString(),
                    "--key-pair-id", "KP256");

            assertThat(run.exitCode()).as(run.toString()).isZero();
            PastSet.record(FILE, Files.readString(file));
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void earlierAnswers_belongToQuestionsOfThisVersion(PastSet set) throws IOException {
        Map<String, String> expected = new TreeMap<>();
        Question.all().forEach(question -> expected.put(question.id(), question.expected()));
        Map<?, ?> report = (Map<?, ?>) Json.read(Files.newInputStream(set.file(FILE)), Set.of());

        assertThat((List<?>) report.get("answers")).hasSizeGreaterThan(300).allSatisfy(each -> {
            Map<?, ?> answer = (Map<?, ?>) each;
            String id = (String) answer.get("id");
            assertThat(expected).containsKey(id);
            if (answer.containsKey("answer")) {
                String known = set.expected("probe", id);
                assertThat(answer.get("answer")).as(id)
                        .isEqualTo(known.equals(PastSet.ACCEPTED) ? expected.get(id) : known);
            }
        });
    }
}
