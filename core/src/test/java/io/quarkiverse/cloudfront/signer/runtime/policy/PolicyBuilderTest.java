package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Policy;

class PolicyBuilderTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.75Z");
    private static final String URL = "https://good.example.com/a.jpg";

    private final ExpiryRule plain = new ExpiryRule(InstantSource.fixed(NOW), Duration.ofMinutes(15), Optional.empty());
    private final ExpiryRule windowed = new ExpiryRule(InstantSource.fixed(NOW), Duration.ofMinutes(15),
            Optional.of(Duration.ofHours(1)));

    @Test
    void exactUrlWithExpiry_makesACannedPolicy() {
        assertThat(new PolicyBuilder(URL, plain).build())
                .isEqualTo(Policy.canned(URL, Instant.parse("2026-11-24T10:15:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://good.example.com/*", "*://good.example.com/a", "https://*/a",
            "https://good.example.com/a?b" })
    void wildcardsAndQueries_makeACustomPolicy(String resource) {
        assertThat(new PolicyBuilder(resource, plain).build())
                .isEqualTo(Policy.custom(resource, Instant.parse("2026-11-24T10:15:00Z")));
    }

    @Test
    void furtherConditions_makeACustomPolicy() {
        assertThat(new PolicyBuilder(URL, plain).notBefore(NOW).build()).isEqualTo(new Policy(URL,
                Instant.parse("2026-11-24T10:15:00Z"), Optional.of(Instant.parse("2026-11-24T10:00:00Z")), Optional.empty(),
                false));
        assertThat(new PolicyBuilder(URL, plain).ipAddress("203.0.113.7").build()).isEqualTo(new Policy(URL,
                Instant.parse("2026-11-24T10:15:00Z"), Optional.empty(), Optional.of("203.0.113.7/32"), false));
    }

    @Test
    void expiryWindow_appliesToDurationsOnly() {
        assertThat(new PolicyBuilder(URL, windowed).build().expiresAt()).isEqualTo("2026-11-24T11:00:00Z");
        assertThat(new PolicyBuilder(URL, windowed).expiresIn(Duration.ofHours(2)).build().expiresAt())
                .isEqualTo("2026-11-24T13:00:00Z");
        assertThat(new PolicyBuilder(URL, windowed).expiresAt(NOW.plusSeconds(60)).build().expiresAt())
                .isEqualTo("2026-11-24T10:01:00Z");
    }

    @Test
    void lastExpiry_isUsed() {
        assertThat(
                new PolicyBuilder(URL, plain).expiresIn(Duration.ofHours(2)).expiresAt(NOW.plusSeconds(1)).build().expiresAt())
                .isEqualTo("2026-11-24T10:00:01Z");
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT0S", "PT0.999S", "PT-1S", "PT-876000H" })
    void lifetimeOfLessThanASecond_isRejected(Duration lifetime) {
        assertThatThrownBy(() -> new PolicyBuilder(URL, plain).expiresIn(lifetime))
                .isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("A policy that expires in " + lifetime
                        + " does not grant anything, because CloudFront counts in seconds. Use at least one second");
    }

    @Test
    void lifetime_ofOneSecond_isTheShortest() {
        assertThat(new PolicyBuilder(URL, plain).expiresIn(Duration.ofSeconds(1)).build().expiresAt())
                .isEqualTo("2026-11-24T10:00:01Z");
    }

    @Test
    void lifetimeBeyondTheYear5138_isRejected() {
        assertThatThrownBy(() -> new PolicyBuilder(URL, plain).expiresIn(Duration.ofDays(1_200_000)).build())
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("is not between 1970 and 5138");
        assertThatThrownBy(() -> new PolicyBuilder(URL, plain).expiresIn(Duration.ofSeconds(Long.MAX_VALUE)).build())
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("is not between 1970 and 5138");
    }

    @Test
    void invalidConditions_areRejected() {
        assertThatThrownBy(() -> new PolicyBuilder(URL, plain).ipAddress("2001:db8::1").build())
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("IPv6");
        assertThatThrownBy(() -> new PolicyBuilder(URL, plain).notBefore(NOW.plusSeconds(3600)).build())
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("is not before its expiry");
    }
}
