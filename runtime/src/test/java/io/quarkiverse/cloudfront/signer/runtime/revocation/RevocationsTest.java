package io.quarkiverse.cloudfront.signer.runtime.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.config.MarkSecrets;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;

class RevocationsTest {

    private static final MarkSecret CURRENT = new MarkSecret(new byte[32]);
    private static final MarkSecret PREVIOUS = new MarkSecret(
            "another secret, which is replaced".getBytes(StandardCharsets.US_ASCII));

    private final SteppedClock clock = new SteppedClock("2026-11-29T12:00:00.999Z");
    private final Map<String, String> store = new TreeMap<>();
    private final Revocations revocations = revocations(entries -> {
        store.putAll(entries);
        return Uni.createFrom().voidItem();
    });

    private Revocations revocations(RevocationStore to) {
        return new Revocations(new MarkSecrets(CURRENT, List.of(CURRENT, PREVIOUS)), to, clock);
    }

    /** Logins of this second began until now. Marks that were made with the previous secret are revoked as well. */
    @Test
    void revocation_concernsLoginsUntilNow() {
        Uni<Void> revoked = revocations.revoke("https://id.example.com", "alice");
        assertThat(store).isEmpty();
        revoked.await().indefinitely();

        String before = MarkSecret.text(Instant.parse("2026-11-29T12:00:01Z"));
        assertThat(store).isEqualTo(Map.of("u/" + CURRENT.pseudonym("https://id.example.com", "alice"), before,
                "u/" + PREVIOUS.pseudonym("https://id.example.com", "alice"), before));
        assertThat(revocations.pseudonyms("https://id.example.com", "alice")).containsExactly(
                CURRENT.pseudonym("https://id.example.com", "alice"), PREVIOUS.pseudonym("https://id.example.com", "alice"));
    }

    @Test
    void revocationOfAll_hasItsOwnKey() {
        revocations.revokeAll().await().indefinitely();

        assertThat(store).isEqualTo(Map.of("all", MarkSecret.text(Instant.parse("2026-11-29T12:00:01Z"))));
    }

    @Test
    void revocationThatIsNotStored_fails() {
        RuntimeException broken = new IllegalStateException("no connection");
        assertThatThrownBy(() -> revocations(entries -> Uni.createFrom().failure(broken)).revokeAll().await().indefinitely())
                .isSameAs(broken);
        assertThatThrownBy(() -> revocations(entries -> {
            throw broken;
        }).revokeAll().await().indefinitely()).isSameAs(broken);
        assertThatThrownBy(() -> revocations(null).revokeAll().await().indefinitely())
                .isInstanceOf(CloudFrontSignerException.class).hasFieldOrPropertyWithValue("reason", Reason.NOT_CONFIGURED)
                .hasMessage("Logins cannot be revoked, because marks.store is not set, and the application does "
                        + "not have exactly one RevocationStore bean");
    }

    @Test
    void applicationThatRevokesAtLogouts_needsAStore() {
        revocations.requireStore();
        assertThatThrownBy(() -> revocations(null).requireStore()).isInstanceOf(ConfigurationException.class)
                .hasMessage("quarkus.cloudfront-signer.marks.revoke-on needs a store of revocations. Set "
                        + "quarkus.cloudfront-signer.marks.store, or add one RevocationStore bean");
    }
}
