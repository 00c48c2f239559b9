package io.quarkiverse.cloudfront.signer.aws.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.fixtures.keyvalue.KeyValueStandIn;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;

/** What stays in a store, and whether that fits. */
class ExpiredEntriesTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int LIMIT = 5_000_000;

    private final SteppedClock clock = new SteppedClock("2026-11-29T12:00:00Z");
    private KeyValueStandIn cloudFront;
    private KeyValueRevocationStore store;
    private StoreClient client;
    private ExpiredEntries expired;

    @BeforeEach
    void start() {
        cloudFront = new KeyValueStandIn();
        store = TestStores.open(cloudFront.endpoint(), clock, LONG);
        client = TestStores.client(cloudFront.endpoint(), clock);
        expired = new ExpiredEntries(client, new StoreEditor(client, Runnable::run), TestStores.KEPT, clock);
    }

    @AfterEach
    void stop() {
        store.close();
        cloudFront.close();
    }

    private String ago(Duration age) {
        return MarkSecret.text(clock.instant().minus(age));
    }

    private static String user(int number) {
        return "u/%016d".formatted(number);
    }

    private void awaitRemoval(String key, Duration atMost) throws InterruptedException {
        for (int i = 0; i < atMost.toMillis() / 10 && cloudFront.entries().containsKey(key); i++) {
            Thread.sleep(10);
        }
    }

    @Test
    void entries_areRemovedAfterTheirTime() {
        cloudFront.putAll(Map.of(user(1), ago(TestStores.KEPT), user(2), ago(TestStores.KEPT.plusSeconds(1)), "all",
                ago(TestStores.KEPT.plusDays(1)), user(3), ago(Duration.ZERO)));

        assertThat(expired.remove()).isEqualTo(2);

        assertThat(cloudFront.entries()).containsOnlyKeys(user(1), user(3));
    }

    /** What was signed for a login that began long ago can be valid still. */
    @Test
    void endedLogins_areRemovedAfterTheLastLogout() {
        String old = ago(TestStores.KEPT.plusDays(9));
        String gone = old + "-" + ago(TestStores.KEPT.plusSeconds(1));
        String needed = old + "-" + ago(TestStores.KEPT);
        cloudFront.putAll(Map.of(user(1), "100000.a-aaaa" + gone, user(2), "100000.aaaaaa" + gone + ".-aaaaa" + needed,
                user(3), "100000.aaaaaa" + needed + ".aaaaa-" + gone, user(4), ago(Duration.ZERO) + ".aaaaaa" + gone,
                user(5), old + ".aaaaaa" + gone + ".b-bbbb" + gone));

        assertThat(expired.remove()).isEqualTo(2);

        assertThat(cloudFront.entries()).containsOnlyKeys(user(2), user(3), user(4));
    }

    /** A store can have entries for other functions. Garbage refuses requests, and must not stop to do so. */
    @Test
    void entriesOfOtherForms_stay() {
        Map<String, String> others = Map.of("redirect", "000000", "u/short", "100000", user(1), "garbage!", user(2), "");
        cloudFront.putAll(others);

        assertThat(expired.remove()).isZero();

        assertThat(cloudFront.entries()).isEqualTo(others);
        assertThat(cloudFront.recorded()).as("one page of a list").hasSize(1);
    }

    @Test
    void manyEntries_areRemovedPageByPage() {
        for (int i = 0; i < 130; i++) {
            cloudFront.put(user(i), ago(i % 10 == 0 ? Duration.ZERO : TestStores.KEPT.plusDays(1)));
        }

        assertThat(expired.remove()).isEqualTo(117);

        assertThat(cloudFront.entries()).hasSize(13);
        assertThat(cloudFront.updates()).isEqualTo(3);
    }

    /** Another application revokes the user again, after the entry has been listed. */
    @Test
    void entryThatIsRenewedMeanwhile_stays() {
        cloudFront.putAll(Map.of(user(1), ago(TestStores.KEPT.plusDays(1)), user(2), ago(TestStores.KEPT.plusDays(1))));
        cloudFront.beforeUpdate(() -> {
            if (cloudFront.updates() == 0 && cloudFront.entries().get(user(1)).compareTo(ago(LONG)) < 0) {
                cloudFront.put(user(1), ago(Duration.ZERO));
            }
        });

        expired.remove();

        assertThat(cloudFront.entries()).isEqualTo(Map.of(user(1), ago(Duration.ZERO)));
    }

    /** Another application removes old entries at the same time. */
    @Test
    void entryThatIsRemovedMeanwhile_isFine() {
        cloudFront.putAll(Map.of(user(1), ago(TestStores.KEPT.plusDays(1)), user(2), ago(TestStores.KEPT.plusDays(1)), "all",
                ago(Duration.ZERO)));
        cloudFront.afterGet(() -> {
            if (cloudFront.entries().size() == 3) {
                cloudFront.remove(user(1));
                cloudFront.remove(user(2));
            }
        });

        expired.remove();

        assertThat(cloudFront.entries()).containsOnlyKeys("all");
    }

    @Test
    void removal_isDueOnceADay_orOnceAnHourInALargeStore() {
        clock.advance(Duration.ofHours(24));
        assertThat(expired.isDue(0)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(expired.isDue(0)).isTrue();
        assertThat(expired.isDue(0)).isFalse();
        clock.advance(Duration.ofHours(1));
        assertThat(expired.isDue(3_000_000)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(expired.isDue(2_500_000)).isFalse();
        assertThat(expired.isDue(2_500_001)).isTrue();
    }

    @Test
    void revocation_startsTheRemoval() throws Exception {
        cloudFront.put(user(1), ago(TestStores.KEPT));
        clock.advance(Duration.ofHours(25));

        store.put(Map.of(user(2), ago(Duration.ZERO))).await().atMost(LONG);

        awaitRemoval(user(1), Duration.ofSeconds(10));
        assertThat(cloudFront.entries()).containsOnlyKeys(user(2));
    }

    /** A revocation returns the size of the store, of which a large one is cleaned each hour. */
    @Test
    void revocationInALargeStore_startsTheRemoval() throws Exception {
        String long40 = ".aaaaaazzzzzz-zzzzzz".repeat(40);
        for (int i = 2; i < 3102; i++) {
            cloudFront.put(user(i), "zzzzzz" + long40);
        }
        assertThat(cloudFront.bytes()).isGreaterThan(2_500_000);
        cloudFront.put(user(1), ago(TestStores.KEPT));
        clock.advance(Duration.ofHours(2));

        store.put(Map.of("all", ago(Duration.ZERO))).await().atMost(LONG);

        awaitRemoval(user(1), Duration.ofSeconds(30));
        assertThat(cloudFront.entries()).doesNotContainKey(user(1));
    }

    @Test
    void fullStore_makesRoom() {
        cloudFront.put(user(1), ago(TestStores.KEPT.plusDays(1)));
        cloudFront.fail("UpdateKeys", 402, "ServiceQuotaExceededException");

        store.put(Map.of(user(2), ago(Duration.ZERO))).await().atMost(LONG);

        assertThat(cloudFront.entries()).containsOnlyKeys(user(2));
    }

    @Test
    void refusedUpdate_doesNotMakeRoom() {
        cloudFront.fail("UpdateKeys", 403, "AccessDeniedException");

        assertThatThrownBy(() -> store.put(Map.of(user(2), ago(Duration.ZERO))).await().atMost(LONG))
                .hasMessageContaining("Grant the application");
        assertThat(cloudFront.recorded()).noneMatch(each -> String.valueOf(each.query()).startsWith("MaxResults"));
    }

    /** Each listing costs money, so it does not list the store for each of many revocations. */
    @Test
    void storeThatStaysFull_isReported() {
        for (int i = 0; i < 2; i++) {
            cloudFront.fail("UpdateKeys", 402, "ServiceQuotaExceededException");
            assertThatThrownBy(() -> store.put(Map.of(user(2), ago(Duration.ZERO))).await().atMost(LONG))
                    .hasMessageEndingWith("Set marks.keep-revocations to a shorter duration");
        }
        assertThat(cloudFront.recorded()).filteredOn(each -> String.valueOf(each.query()).startsWith("MaxResults")).hasSize(1);
    }

    /** 5 MB in a store, 512 bytes in a key, and 1 kB in a value. The stand-in refuses more. */
    @Test
    void hundredThousandUsers_fitIntoAStore() {
        MarkSecret secret = new MarkSecret(new byte[MarkSecret.SHORTEST]);
        Map<String, String> users = new TreeMap<>();
        for (int i = 0; i < 99_999; i++) {
            users.put("u/" + secret.pseudonym("https://id.example.com/realms/gallery", "user " + i),
                    ago(Duration.ofSeconds(i)));
        }
        assertThat(users).hasSize(99_999);
        cloudFront.putAll(users);

        store.put(Map.of("u/" + secret.pseudonym("https://id.example.com/realms/gallery", "the last one"),
                ago(Duration.ZERO))).await().atMost(LONG);

        assertThat(cloudFront.entries()).hasSize(100_000);
        assertThat(cloudFront.bytes()).isEqualTo(100_000 * 24).isLessThan(LIMIT);
        assertThat(client.describe(TestStores.later()).bytes()).isEqualTo(cloudFront.bytes());
    }
}
