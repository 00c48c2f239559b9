package io.quarkiverse.cloudfront.signer.aws.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.aws.BotocoreCheck;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.fixtures.keyvalue.KeyValueStandIn;
import io.quarkiverse.cloudfront.signer.fixtures.keyvalue.KeyValueStandIn.Recorded;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;

/** The stand-in is our own, so AWS's model of the API decides whether requests and answers are those of CloudFront. */
@NeedsProgram(Program.BOTOCORE)
class BotocoreModelTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static BotocoreCheck check(List<Recorded> exchanges) throws IOException, InterruptedException {
        return BotocoreCheck.of("revocation", exchanges.stream().map(BotocoreModelTest::json).toList());
    }

    private static String json(Recorded exchange) {
        return "{\"method\":" + BotocoreCheck.json(exchange.method()) + ",\"path\":" + BotocoreCheck.json(exchange.path())
                + ",\"query\":"
                + BotocoreCheck.json(exchange.query()) + ",\"headers\":{"
                + exchange.headers().entrySet().stream()
                        .map(header -> BotocoreCheck.json(header.getKey()) + ":" + BotocoreCheck.json(header.getValue()))
                        .collect(Collectors.joining(","))
                + "},\"body\":" + BotocoreCheck.json(exchange.body()) + ",\"status\":" + exchange.status() + ",\"error\":"
                + BotocoreCheck.json(exchange.error()) + ",\"tag\":" + BotocoreCheck.json(exchange.tag()) + ",\"answer\":"
                + BotocoreCheck.json(exchange.answer()) + "}";
    }

    private static List<Recorded> exchanges() throws IOException {
        SteppedClock clock = new SteppedClock("2026-11-29T12:00:00Z");
        String old = MarkSecret.text(clock.instant().minus(TestStores.KEPT).minusSeconds(1));
        try (KeyValueStandIn cloudFront = new KeyValueStandIn();
                KeyValueRevocationStore store = TestStores.open(cloudFront.endpoint(), clock, LONG)) {
            for (int i = 0; i < 60; i++) {
                cloudFront.put("u/%016d".formatted(i), old);
            }
            cloudFront.fail("UpdateKeys", 409, "ConflictException");
            cloudFront.fail("UpdateKeys", 402, "ServiceQuotaExceededException");
            cloudFront.fail("UpdateKeys", 500, "InternalServerException");
            store.put(Map.of("all", MarkSecret.text(clock.instant()), "u/kx3bq0vVn2mSdA-_", old)).await().atMost(LONG);
            return cloudFront.recorded();
        }
    }

    @Test
    void requestsAndAnswers_areThoseOfTheModel() throws Exception {
        BotocoreCheck result = check(exchanges());

        assertThat(result.output()).isEqualTo("DescribeKeyValueStore GetKey ListKeys UpdateKeys\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    @Tag("nightly")
    void mistakes_areNoticed() throws Exception {
        Recorded update = exchanges().stream().filter(exchange -> exchange.method().equals("POST") && exchange.status() == 200)
                .findFirst().orElseThrow();
        Map<String, String> unversioned = new TreeMap<>(update.headers());
        unversioned.remove("if-match");
        List<Recorded> wrong = new ArrayList<>();
        wrong.add(changed(update, "PUT", update.path(), update.headers(), update.body(), 200, "", update.answer()));
        wrong.add(changed(update, "POST", update.path() + "/all", update.headers(), update.body(), 200, "", update.answer()));
        wrong.add(changed(update, "POST", update.path().replace("%3A", ":"), update.headers(), update.body(), 200, "",
                update.answer()));
        wrong.add(changed(update, "POST", update.path(), unversioned, update.body(), 200, "", update.answer()));
        wrong.add(changed(update, "POST", update.path(), update.headers(), update.body().replace("Key\"", "Name\""), 200, "",
                update.answer()));
        wrong.add(changed(update, "POST", update.path(), update.headers(), update.body(), 201, "", update.answer()));
        wrong.add(changed(update, "POST", update.path(), update.headers(), update.body(), 412, "ConflictException",
                update.answer()));
        wrong.add(changed(update, "POST", update.path(), update.headers(), update.body(), 200, "", "{\"ItemCount\":1}"));
        for (Recorded each : wrong) {
            assertThat(check(List.of(each)).exitCode()).as(each.toString()).isNotZero();
        }
    }

    private static Recorded changed(Recorded from, String method, String path, Map<String, String> headers, String body,
            int status,
            String error, String answer) {
        return new Recorded(method, path, from.query(), headers, body, status, error, from.tag(), answer);
    }
}
