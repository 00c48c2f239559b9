package io.quarkiverse.cloudfront.signer.runtime.revocation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.fixtures.past.PastSet;
import io.quarkiverse.cloudfront.signer.runtime.config.MarkSecrets;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.smallrye.mutiny.Uni;

/**
 * Writes entries of the store of revocations. The local edge, functions, and the module for AWS read them.
 */
class PastRevocationsTest {

    /** One user at noon, and all who had logged in on the day before. */
    @Test
    void entries_areRecorded() {
        PastSet set = PastSet.current();
        Map<String, String> store = new TreeMap<>();
        MarkSecret current = new MarkSecret(set.decoded("mark-secret"));
        MarkSecrets secrets = new MarkSecrets(current, List.of(current, new MarkSecret(set.decoded("previous-mark-secret"))));
        SteppedClock clock = new SteppedClock(set.writtenAt().minusSeconds(86_400).toString());
        Revocations revocations = new Revocations(secrets, entries -> {
            store.putAll(entries);
            return Uni.createFrom().voidItem();
        }, clock);

        revocations.revokeAll().await().indefinitely();
        clock.set(set.writtenAt().toString());
        revocations.revoke("https://id.example.com/realms/media", "mallory").await().indefinitely();

        PastSet.record("store.properties", store);
    }
}
