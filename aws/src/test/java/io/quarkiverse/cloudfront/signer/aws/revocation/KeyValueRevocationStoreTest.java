package io.quarkiverse.cloudfront.signer.aws.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.fixtures.keyvalue.KeyValueStandIn;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.smallrye.mutiny.Uni;

@Tag("slow")
class KeyValueRevocationStoreTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Long enough for some attempts. */
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final String ALICE = "u/kx3bq0vVn2mSdA1Z";
    private static final String BOB = "u/aaaaaaaaaaaaaaa-";

    private final SteppedClock clock = new SteppedClock("2026-11-29T12:00:00Z");
    private final String now = MarkSecret.text(clock.instant());
    private final List<KeyValueRevocationStore> opened = new ArrayList<>();
    private KeyValueStandIn cloudFront;

    @BeforeEach
    void start() {
        cloudFront = new KeyValueStandIn();
    }

    @AfterEach
    void stop() {
        opened.forEach(KeyValueRevocationStore::close);
        cloudFront.close();
    }

    private KeyValueRevocationStore open(Duration timeout) {
        return open(cloudFront.endpoint(), timeout);
    }

    private KeyValueRevocationStore open(URI endpoint, Duration timeout) {
        KeyValueRevocationStore store = TestStores.open(endpoint, clock, timeout);
        opened.add(store);
        return store;
    }

    private static void put(KeyValueRevocationStore store, Map<String, String> entries) {
        store.put(entries).await().atMost(LONG);
    }

    private void failAlways(String operation, int status, String code) {
        for (int i = 0; i < 10_000; i++) {
            cloudFront.fail(operation, status, code);
        }
    }

    private static String user(int number) {
        return "u/%016d".formatted(number);
    }

    @Test
    void revocations_areStored() {
        KeyValueRevocationStore store = open(LONG);
        try (CapturedLog log = CapturedLog.begin(KeyValueRevocationStore.class.getName())) {
            put(store, Map.of(ALICE, now, "all", now));
            store.close();

            assertThat(log.messages(Level.SEVERE)).isEmpty();
        }
        assertThat(cloudFront.entries()).isEqualTo(Map.of(ALICE, now, "all", now));
        assertThat(cloudFront.recorded()).as("without lists of old entries, which are not due").hasSize(4)
                .allMatch(each -> each.query() == null);
    }

    @Test
    void laterValue_stays() {
        KeyValueRevocationStore store = open(LONG);
        put(store, Map.of(ALICE, "tp9io0"));
        put(store, Map.of(ALICE, "tp9inz"));
        assertThat(cloudFront.entries()).containsEntry(ALICE, "tp9io0");
        assertThat(cloudFront.updates()).isEqualTo(1);

        put(store, Map.of(ALICE, "tp9io1", BOB, "1000000"));
        put(store, Map.of(BOB, "zzzzzz"));
        assertThat(cloudFront.entries()).isEqualTo(Map.of(ALICE, "tp9io1", BOB, "1000000"));
    }

    /** AWS bills each change, and the browsers of a user can repeat a logout. */
    @Test
    void endedLogins_areMerged() {
        KeyValueRevocationStore store = open(LONG);
        put(store, Map.of(ALICE, "100000.aaaaaatp9io0-tp9io9"));
        put(store, Map.of(ALICE, "tp9inz"));
        put(store, Map.of(ALICE, "100000.-_-_-_tp9io1-tp9io8"));
        String merged = "tp9inz.-_-_-_tp9io1-tp9io8.aaaaaatp9io0-tp9io9";
        assertThat(cloudFront.entries()).isEqualTo(Map.of(ALICE, merged));
        assertThat(cloudFront.updates()).isEqualTo(3);

        put(store, Map.of(ALICE, "100000.aaaaaatp9io0-tp9iob"));
        put(store, Map.of(ALICE, "100000.aaaaaatp9inz-tp9ioc"));
        assertThat(cloudFront.entries()).isEqualTo(Map.of(ALICE, merged));
        assertThat(cloudFront.updates()).as("of a repeated logout").isEqualTo(3);
    }

    /** CloudFront's function refuses the user until then. A logout must not lift that. */
    @Test
    void garbage_isReplacedByARevocationOfAllLogins() {
        cloudFront.put(ALICE, "garbage!");

        put(open(LONG), Map.of(ALICE, "100000.aaaaaatp9io0-tp9io9"));

        assertThat(cloudFront.entries()).containsEntry(ALICE, "tp9ioa");
    }

    /** CloudFront's function refuses the user until then. */
    @ParameterizedTest
    @ValueSource(strings = { "", "garbage!", "TP9IO0", "12345", "123456789" })
    void garbage_isReplaced(String garbage) {
        cloudFront.put(ALICE, garbage);

        put(open(LONG), Map.of(ALICE, now));

        assertThat(cloudFront.entries()).containsEntry(ALICE, now);
    }

    @Test
    void eightWriters_loseNoRevocation() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        List<Uni<Void>> all = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            KeyValueRevocationStore store = open(LONG);
            for (int i = 0; i < 25; i++) {
                String key = user(100 * writer + i);
                String value = MarkSecret.text(clock.instant().plusSeconds(i));
                expected.put(key, value);
                all.add(store.put(Map.of(key, value)));
                String shared = MarkSecret.text(clock.instant().plusSeconds(25 * writer + i));
                expected.merge(ALICE, shared, RevocationStore::merge);
                all.add(store.put(Map.of(ALICE, shared)));
            }
        }
        Uni.join().all(all).andFailFast().await().atMost(LONG);

        assertThat(new TreeMap<>(cloudFront.entries())).isEqualTo(expected);
        assertThat(cloudFront.recorded()).anyMatch(each -> each.status() == 409);
    }

    @ParameterizedTest
    @CsvSource({ "409,ConflictException", "412,PreconditionFailed" })
    void collision_isRepeated(int status, String code) {
        cloudFront.fail("UpdateKeys", status, code);

        put(open(LONG), Map.of(ALICE, now));

        assertThat(cloudFront.entries()).containsEntry(ALICE, now);
        failAlways("UpdateKeys", status, code);
        assertThatThrownBy(() -> put(open(SHORT), Map.of(BOB, now))).hasMessageContaining("with status " + status)
                .hasMessageEndingWith("Too many applications write to the store");
    }

    /** A writer that collides reads again what the other one has written. */
    @Test
    void laterValueOfAnotherWriter_stays() {
        cloudFront.afterGet(() -> {
            if (cloudFront.entries().isEmpty()) {
                cloudFront.put(ALICE, "tp9io1");
            }
        });

        put(open(LONG), Map.of(ALICE, "tp9io0"));

        assertThat(cloudFront.entries()).containsEntry(ALICE, "tp9io1");
        assertThat(cloudFront.updates()).isZero();
    }

    @Test
    void refusalOfAnOldVersion_isACollision() {
        cloudFront.fail("UpdateKeys", 400, "ValidationException");
        cloudFront.beforeUpdate(() -> {
            if (cloudFront.entries().isEmpty()) {
                cloudFront.put(BOB, now);
            }
        });

        put(open(LONG), Map.of(ALICE, now));

        assertThat(cloudFront.entries()).isEqualTo(Map.of(ALICE, now, BOB, now));
        cloudFront.fail("UpdateKeys", 400, "ValidationException");
        assertThatThrownBy(() -> put(open(LONG), Map.of("all", now))).hasMessageEndingWith("Check marks.store");
    }

    @ParameterizedTest
    @CsvSource({ "DescribeKeyValueStore,500,InternalServerException", "GetKey,503,ServiceUnavailable",
            "UpdateKeys,500,InternalServerException", "UpdateKeys,429,TooManyRequests", "UpdateKeys,400,ThrottlingException" })
    void temporaryFailure_isRepeated(String operation, int status, String code) {
        cloudFront.fail(operation, status, code);

        put(open(LONG), Map.of(ALICE, now));

        assertThat(cloudFront.entries()).containsEntry(ALICE, now);
    }

    @Test
    void entryThatCannotBeRead_isNotTakenForAMissingOne() {
        cloudFront.put(ALICE, "zzzzzz");
        cloudFront.fail("GetKey", 503, "ServiceUnavailable");

        put(open(LONG), Map.of(ALICE, now));

        assertThat(cloudFront.entries()).containsEntry(ALICE, "zzzzzz");
    }

    @Test
    void failureThatLasts_isReported() {
        failAlways("DescribeKeyValueStore", 500, "InternalServerException");

        assertThatThrownBy(() -> put(open(SHORT), Map.of(ALICE, now)))
                .hasFieldOrPropertyWithValue("reason", Reason.REVOCATION_NOT_STORED)
                .hasMessage("CloudFront refused DescribeKeyValueStore on the key value store " + KeyValueStandIn.ARN
                        + " with status 500 (InternalServerException: InternalServerException of the stand-in). Try again later");
        assertThat(cloudFront.recorded()).as("attempts, with pauses of up to a second").hasSizeBetween(3, 60);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "403|AccessDeniedException|Grant the application the permissions cloudfront-keyvaluestore:DescribeKeyValueStore, "
                    + "GetKey, ListKeys, and UpdateKeys on this store, and use temporary credentials from a regional AWS STS "
                    + "endpoint",
            "404|ResourceNotFoundException|Correct marks.store",
            "400|ValidationException|Check marks.store" })
    void refusal_isReportedWithoutAnotherAttempt(int status, String code, String remedy) {
        cloudFront.fail("DescribeKeyValueStore", status, code);

        assertThatThrownBy(() -> put(open(LONG), Map.of(ALICE, now)))
                .hasMessage("CloudFront refused DescribeKeyValueStore on the key value store " + KeyValueStandIn.ARN
                        + " with status " + status + " (" + code + ": " + code + " of the stand-in). " + remedy);
        assertThat(cloudFront.recorded()).hasSize(1);
    }

    /** They share updates, because each takes three requests. */
    @Test
    void waitingRevocations_areWrittenTogether() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        cloudFront.beforeUpdate(() -> {
            first.countDown();
            try {
                others.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        KeyValueRevocationStore store = open(LONG);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        all.add(store.put(Map.of(user(0), now)).subscribeAsCompletionStage());
        first.await();
        for (int i = 1; i <= 120; i++) {
            all.add(store.put(Map.of(user(i), now)).subscribeAsCompletionStage());
        }
        for (String login : List.of("phone_", "laptop")) {
            all.add(store.put(Map.of(user(120), "100000." + login + "zzzzzz-zzzzzz")).subscribeAsCompletionStage());
        }
        others.countDown();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(LONG.toSeconds(), TimeUnit.SECONDS);

        assertThat(cloudFront.entries()).hasSize(121).containsEntry(user(120),
                now + ".laptopzzzzzz-zzzzzz.phone_zzzzzz-zzzzzz");
        assertThat(cloudFront.updates()).isEqualTo(1 + 3);
    }

    @Test
    void manyEntries_areWrittenInParts() {
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 120; i++) {
            many.put(user(i), now);
        }
        put(open(LONG), many);

        assertThat(new TreeMap<>(cloudFront.entries())).isEqualTo(many);
        assertThat(cloudFront.updates()).isEqualTo(3);
    }

    @Test
    void noEntries_checkTheStore() {
        put(open(LONG), Map.of());
        assertThat(cloudFront.recorded()).hasSize(1);
        cloudFront.fail("DescribeKeyValueStore", 403, "AccessDeniedException");

        assertThatThrownBy(() -> put(open(LONG), Map.of())).hasMessageContaining("Grant the application");
    }

    @ParameterizedTest
    @CsvSource({ "u/short,tp9io0", "u/kx3bq0vVn2mSdA1\",tp9io0", "u/kx3bq0vVn2mSdA1Z,TP9IO0", "other,tp9io0",
            "u/kx3bq0vVn2mSdA1Z,tp9io0.", "u/kx3bq0vVn2mSdA1Z,tp9io0.aaaaatp9io0-tp9io0" })
    void otherEntries_areRefused(String key, String value) {
        assertThatThrownBy(() -> open(LONG).put(Map.of(key, value))).isInstanceOf(IllegalArgumentException.class);
        assertThat(cloudFront.recorded()).isEmpty();
    }

    @Test
    void revocationsAfterTheEnd_areRefused() {
        KeyValueRevocationStore store = open(LONG);
        store.close();

        assertThatThrownBy(() -> put(store, Map.of(ALICE, now))).hasMessage(
                "The application is shutting down. Revoke the login again");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "revocations", "arn:aws:cloudfront::1:key-value-store/11111111-2222-3333-4444-555555555555",
            "arn:aws:cloudfront::111122223333:key-value-store/11111111-2222-3333-4444-555555555555,",
            "\"arn:aws:cloudfront::111122223333:key-value-store/11111111-2222-3333-4444-555555555555\"" })
    void otherNamesOfStores_areRefused(String name) {
        assertThatThrownBy(() -> StoreArn.parse(name)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is not the ARN of a CloudFront key value store, such as arn:aws:cloudfront::");
    }

    @Test
    void secrets_areNeverInRequestsOrMessages() {
        cloudFront.fail("DescribeKeyValueStore", 403, "AccessDeniedException");
        assertThatThrownBy(() -> put(open(LONG), Map.of(ALICE, now))).message().doesNotContain("topsecret");
        assertThat(cloudFront.recorded().toString()).contains("AKIDEXAMPLE").doesNotContain("topsecret");
    }
}
