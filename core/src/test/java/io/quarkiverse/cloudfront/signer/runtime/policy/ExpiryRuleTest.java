package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

class ExpiryRuleTest {

    @Test
    void expiry_withoutWindow_isNowPlusTheLifetime() {
        ExpiryRule rule = new ExpiryRule(InstantSource.fixed(Instant.parse("2026-11-24T10:00:00.5Z")), Duration.ofMinutes(15),
                Optional.empty());

        assertThat(rule.expiresAt()).isEqualTo("2026-11-24T10:15:00.5Z");
        assertThat(rule.expiresAt(Duration.ofHours(1))).isEqualTo("2026-11-24T11:00:00.5Z");
        assertThat(rule.now()).isEqualTo("2026-11-24T10:00:00.5Z");
    }

    @ParameterizedTest
    @CsvSource({
            "2026-11-24T10:00:00Z,      2026-11-24T10:15:00Z",
            "2026-11-24T10:00:00.001Z,  2026-11-24T10:20:00Z",
            "2026-11-24T10:00:01Z,      2026-11-24T10:20:00Z",
            "2026-11-24T10:04:59.999Z,  2026-11-24T10:20:00Z",
            "2026-11-24T10:05:00Z,      2026-11-24T10:20:00Z" })
    void expiry_withWindow_isRoundedUp(String now, String end) {
        ExpiryRule rule = new ExpiryRule(InstantSource.fixed(Instant.parse(now)), Duration.ofMinutes(15),
                Optional.of(Duration.ofMinutes(5)));

        assertThat(rule.expiresAt()).isEqualTo(end);
    }

    @Test
    void expiryThatIsNow_isRefused() {
        Instant now = Instant.parse("2026-11-24T10:00:00Z");
        ExpiryRule rule = new ExpiryRule(InstantSource.fixed(now), Duration.ofMinutes(15), Optional.empty());

        rule.requireFuture(now.plusNanos(1));
        assertThatThrownBy(() -> rule.requireFuture(now)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("The policy expired at 2026-11-24T10:00:00Z. Set an expiry in the future")
                .hasFieldOrPropertyWithValue("reason", Reason.EXPIRED);
    }

    @Test
    void expiry_onAllReplicasWithinAWindow_isTheSame() {
        for (int second = 1; second <= 300; second++) {
            Instant now = Instant.parse("2026-11-24T10:00:00Z").plusSeconds(second);
            assertThat(
                    new ExpiryRule(InstantSource.fixed(now), Duration.ofMinutes(15), Optional.of(Duration.ofMinutes(5)))
                            .expiresAt())
                    .isEqualTo("2026-11-24T10:20:00Z");
        }
    }

    @Test
    void expiry_withWindowOfOneSecond_isRoundedUp() {
        ExpiryRule rule = new ExpiryRule(InstantSource.fixed(Instant.parse("2026-11-24T10:00:00.000000001Z")),
                Duration.ofSeconds(1), Optional.of(Duration.ofSeconds(1)));

        assertThat(rule.expiresAt()).isEqualTo("2026-11-24T10:00:02Z");
    }

    @Test
    void expiry_beyondTheLastInstant_isTheLastInstant() {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));

        assertThat(new ExpiryRule(clock, Duration.ofSeconds(Long.MAX_VALUE), Optional.empty()).expiresAt())
                .isEqualTo(Instant.MAX);
        assertThat(new ExpiryRule(clock, Duration.between(clock.instant(), Instant.MAX), Optional.of(Duration.ofDays(1)))
                .expiresAt())
                .isEqualTo(Instant.MAX);
    }

    @Test
    void lifetime_isAtLeastASecondAndEndsWithinTheRangeOfPolicies() {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));
        Duration longest = Duration.ofSeconds(99_999_999_999L - 1_800_000_000);

        assertThat(ExpiryRule.mistakeIn(Duration.ofSeconds(1), clock)).isNull();
        assertThat(ExpiryRule.mistakeIn(Duration.ofMillis(999), clock))
                .isEqualTo("is PT0.999S; it must be at least one second");
        assertThat(ExpiryRule.mistakeIn(longest, clock)).isNull();
        assertThat(ExpiryRule.mistakeIn(longest.plusSeconds(1), clock))
                .endsWith(", which expires after 5138-11-16T09:46:39Z; make it shorter");
    }
}
