package io.quarkiverse.cloudfront.signer.aws.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.fixtures.keyvalue.KeyValueStandIn;
import io.quarkiverse.cloudfront.signer.fixtures.past.PastSet;

/** Entries that earlier versions have written, in a store to which this version writes. */
class PastEntriesTest {

    static List<PastSet> sets() {
        return PastSet.all();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void earlierEntries_areTreatedAsOwnOnes(PastSet set) {
        Map<String, String> earlier = set.entries("store.properties");
        Map<String, String> lower = new TreeMap<>();
        earlier.keySet().forEach(key -> lower.put(key, "100000"));
        SteppedClock clock = new SteppedClock(set.writtenAt().toString());
        try (KeyValueStandIn cloudFront = new KeyValueStandIn();
                KeyValueRevocationStore store = TestStores.open(cloudFront.endpoint(), clock, Duration.ofSeconds(60))) {
            cloudFront.putAll(earlier);
            StoreClient client = TestStores.client(cloudFront.endpoint(), clock);
            ExpiredEntries expired = new ExpiredEntries(client, new StoreEditor(client, Runnable::run), TestStores.KEPT, clock);

            store.put(lower).await().atMost(Duration.ofSeconds(60));
            assertThat(cloudFront.entries()).as("a later value stays").isEqualTo(earlier);
            assertThat(expired.remove()).as("needed").isZero();

            clock.advance(TestStores.KEPT.plusDays(2));
            assertThat(expired.remove()).as("no longer needed").isEqualTo(earlier.size());
        }
    }
}
