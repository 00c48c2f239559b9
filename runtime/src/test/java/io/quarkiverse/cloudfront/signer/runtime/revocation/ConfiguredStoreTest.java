package io.quarkiverse.cloudfront.signer.runtime.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.inject.Instance;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.TestConfiguration;
import io.quarkiverse.cloudfront.signer.runtime.mark.KeyValueStores;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;

class ConfiguredStoreTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";
    private static final RevocationStore OPENED = entries -> Uni.createFrom().voidItem();

    private final Map<String, String> properties = new HashMap<>(Map.of(PREFIX + "marks.store", "arn:of-the-store",
            PREFIX + "url", "https://media.example.com"));
    private final List<Duration> kept = new ArrayList<>();
    private final KeyValueStores service = (name, keep) -> {
        if (!name.equals("arn:of-the-store")) {
            throw new IllegalArgumentException("is not the ARN of a store");
        }
        kept.add(keep);
        return OPENED;
    };

    private RevocationStore open(Optional<KeyValueStores> from) {
        return ConfiguredStore.open(config(), from);
    }

    private CloudFrontSignersRuntimeConfig config() {
        return TestConfiguration.of(properties);
    }

    private void assertRefused(Optional<KeyValueStores> from, String... messages) {
        assertThatThrownBy(() -> open(from)).isInstanceOf(ConfigurationException.class)
                .hasMessage("The CloudFront signers cannot start:\n - " + String.join("\n - ", messages));
    }

    @Test
    void store_isOpened() {
        assertThat(open(Optional.of(service))).isSameAs(OPENED);
        properties.put(PREFIX + "marks.keep-revocations", "2h");
        open(Optional.of(service));

        assertThat(kept).containsExactly(Duration.ofDays(30), Duration.ofHours(2));
    }

    @Test
    void applicationWithoutAStore_hasNone() {
        properties.remove(PREFIX + "marks.store");

        assertThat(open(Optional.empty())).isNull();
    }

    @Test
    void applicationWithoutTheModule_isToldTheDependency() {
        assertRefused(Optional.empty(),
                PREFIX + "marks.store is set, but the application does not have the module that writes to "
                        + "it. Add the dependency io.quarkiverse.cloudfront:quarkus-cloudfront-signer-aws");
    }

    @Test
    void malformedName_isReported() {
        properties.put(PREFIX + "marks.store", "revocations");

        assertRefused(Optional.of(service), PREFIX + "marks.store is not the ARN of a store");
    }

    private void requireKept(ConfiguredSigner... signers) {
        ConfiguredStore.requireKept(config(), List.of(signers));
    }

    private void assertForgotten(String message, ConfiguredSigner... signers) {
        assertThatThrownBy(() -> requireKept(signers)).isInstanceOf(ConfigurationException.class)
                .hasMessage("The CloudFront signers cannot start:\n - " + PREFIX + "marks.keep-revocations is PT1H. "
                        + message);
    }

    /** A revoked login would be accepted again, although what it got is still valid. */
    @Test
    void revocationsThatEndBeforeGrants_areReported() {
        properties.put(PREFIX + "marks.keep-revocations", "1h");
        Signers signers = TestSigners.signers(new SteppedClock("2026-11-29T12:00:00Z"), null, "expires-in=30m",
                "expiry-window=30m", "press.url=https://press.example.com", "press.key-pair-id=K2",
                "press.private-key=" + NewKey.p256(), "press.expires-in=61m");
        ConfiguredSigner own = signers.find(SignerName.DEFAULT);
        ConfiguredSigner press = signers.find("press");
        assertForgotten(
                "The signer \"press\" grants access for PT1H1M, so revoked logins would be accepted again. Set it to at least "
                        + "PT1H1M",
                own, press);
        requireKept(own);
        requireKept();

        own.grantsFor(Duration.ofMinutes(30), "org.acme.Films#url");
        requireKept(own);
        own.grantsFor(Duration.ofDays(7), "org.acme.Films#film");
        own.grantsFor(Duration.ofDays(6), "org.acme.Films#song");
        assertForgotten(
                "org.acme.Films#film grants access for PT168H30M, so revoked logins would be accepted again. Set it to at "
                        + "least PT168H30M",
                press, own);

        properties.put(PREFIX + "marks.keep-revocations", "168h30m");
        requireKept(own, press);
        properties.put(PREFIX + "marks.keep-revocations", "1h");
        properties.remove(PREFIX + "marks.store");
        requireKept(own, press);
    }

    /**
     * @param count how many beans there are
     */
    private static <T> Instance<T> beans(T bean, int count) {
        return Stub.of(Instance.class, Map.of("isUnsatisfied", none -> count == 0, "isResolvable", none -> count == 1, "get",
                none -> bean));
    }

    private Revocations revocations(Instance<RevocationStore> stores, int services) {
        properties.put(PREFIX + "marks.secret",
                Base64.getEncoder().encodeToString("abcdefghijklmnopqrstuvwxyz012345".getBytes(StandardCharsets.US_ASCII)));
        return new Revocations(config(), stores, beans(service, services));
    }

    /** A store that is configured is tried when the application starts. */
    @Test
    void beanOfTheApplication_comesBeforeTheConfiguredStore() {
        List<Map<String, String>> written = new ArrayList<>();
        RevocationStore bean = entries -> {
            written.add(entries);
            return Uni.createFrom().voidItem();
        };

        revocations(beans(bean, 1), 1).revokeAll().await().indefinitely();

        assertThat(kept).isEmpty();
        assertThat(written).singleElement().satisfies(entries -> assertThat(entries).containsOnlyKeys("all"));
        revocations(beans(OPENED, 0), 1).requireStore();
        assertThat(kept).hasSize(1);
    }

    @Test
    void applicationWithSeveralBeans_hasNoStore() {
        assertThatThrownBy(() -> revocations(beans(OPENED, 2), 1).requireStore())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("needs a store");
        properties.remove(PREFIX + "marks.store");
        assertThatThrownBy(() -> revocations(beans(OPENED, 0), 0).requireStore())
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("needs a store");
    }

    /** Mistakes in permissions are found before the first revocation. */
    @Test
    void configuredStore_isTriedWithoutEntries() {
        List<Map<String, String>> tried = new ArrayList<>();
        KeyValueStores recording = (name, keep) -> entries -> {
            tried.add(entries);
            return Uni.createFrom().voidItem();
        };
        revocations(beans(OPENED, 0), 1);

        new Revocations(config(), beans(OPENED, 0), beans(recording, 1));

        assertThat(tried).containsExactly(Map.of());
    }
}
