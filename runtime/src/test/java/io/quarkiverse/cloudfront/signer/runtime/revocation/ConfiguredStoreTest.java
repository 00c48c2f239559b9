package io.quarkiverse.cloudfront.signer.runtime.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.mark.RevocationStores;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;

class ConfiguredStoreTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";
    private static final RevocationStore OPENED = entries -> Uni.createFrom().voidItem();

    private final Map<String, String> properties = new HashMap<>(Map.of(PREFIX + "marks.store", "arn:of-the-store",
            PREFIX + "url", "https://media.example.com"));
    private final List<Duration> kept = new ArrayList<>();
    private final RevocationStores service = (name, keep) -> {
        if (!name.equals("arn:of-the-store")) {
            throw new IllegalArgumentException("is not the ARN of a store");
        }
        kept.add(keep);
        return OPENED;
    };

    private RevocationStore open(Optional<RevocationStores> from) {
        return ConfiguredStore.open(new SmallRyeConfigBuilder().addDiscoveredConverters().addDefaultInterceptors()
                .withMapping(CloudFrontSignersRuntimeConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 250)).build()
                .getConfigMapping(CloudFrontSignersRuntimeConfig.class), from);
    }

    private void assertRefused(Optional<RevocationStores> from, String... messages) {
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

    /** A revoked login would be accepted again, although what it got is still valid. */
    @Test
    void revocationsThatEndBeforeUrls_areReported() {
        properties.put(PREFIX + "marks.keep-revocations", "1h");
        properties.put(PREFIX + "expires-in", "30m");
        properties.put(PREFIX + "expiry-window", "30m");
        properties.put(PREFIX + "\"press\".url", "https://press.example.com");
        properties.put(PREFIX + "\"press\".expires-in", "61m");
        assertRefused(Optional.of(service), PREFIX + "marks.keep-revocations is PT1H, but URLs are valid for longer. Set it to "
                + "more than the sum of " + PREFIX + "\"press\".expires-in and expiry-window");

        properties.put(PREFIX + "\"press\".expires-in", "60m");
        assertThat(open(Optional.of(service))).isSameAs(OPENED);
    }
}
