package io.quarkiverse.cloudfront.signer.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.TestKeySlots;
import io.quarkiverse.cloudfront.signer.runtime.policy.CookieAttributes;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

class ConfiguredSignerTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final SteppedClock clock = new SteppedClock(NOW.toString());
    private final ConfiguredSigner signer = signer("https://media.example.com", Duration.ofMinutes(15));

    private ConfiguredSigner signer(String url, Duration expiresIn) {
        try {
            KeyRing keys = new KeyRing(SignerName.DEFAULT, List.of(TestKeySlots.local(TestKeys.p256(), "K1", null, clock)),
                    clock,
                    expiresIn, change -> {
                    });
            return new ConfiguredSigner(new SignerSettings(SignerName.DEFAULT, new UrlGuard(URI.create(url), Set.of()), keys,
                    Optional.empty(), new ExpiryRule(clock, expiresIn, Optional.empty()), true, Optional.empty(),
                    new CookieAttributes(Optional.empty(), Optional.empty(), SameSite.LAX, true, true), ForeignUris.FAIL, 1000,
                    null),
                    List.of(), CallerThread.ANY);
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(String url, long seconds) {
        return "https://media.example.com" + url + "?Expires=" + NOW.plusSeconds(seconds).getEpochSecond() + "&";
    }

    @Test
    void url_isSignedForTheConfiguredLifetime() {
        assertThat(signer.sign("/a.jpg")).startsWith(url("/a.jpg", 900));
        assertThat(signer.sign("/a.jpg").toString()).startsWith(url("/a.jpg", 900));
        assertThat(signer("https://media.example.com", Duration.ofMinutes(5)).sign("/a.jpg")).startsWith(url("/a.jpg", 300));
        assertThat(signer.signUrl("https://media.example.com/a.jpg", NOW.plusSeconds(7), null, null))
                .startsWith(url("/a.jpg", 7));
        assertThat(signer.signUrlLater("/a.jpg", NOW.plusSeconds(7), null, null).await().indefinitely())
                .startsWith(url("/a.jpg", 7));
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://other.example.com/a.jpg", "//other.example.com/a.jpg", "a.jpg", "", "/a b.jpg", "/*",
            "/a.jpg?Signature=x" })
    void urlThatIsNotTheDistributions_isRejected(String url) {
        assertThatThrownBy(() -> signer.sign(url)).isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
        assertThatThrownBy(() -> signer.sign(url)).isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
        assertThatThrownBy(() -> signer.signUrlLater(url, NOW.plusSeconds(60), null, null).await().indefinitely())
                .isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
    }

    @Test
    void policyOfAnotherDistribution_isRejected() {
        assertThatThrownBy(() -> signer.policy("https://other.example.com/*")).isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
        for (Policy other : List.of(signer("https://other.example.com", Duration.ofMinutes(5)).policy("/*").build(),
                Policy.canned("https://other.example.com/a.jpg", NOW.plusSeconds(60)))) {
            assertThatThrownBy(() -> signer.sign(other)).isInstanceOf(CloudFrontSignerException.class)
                    .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
            assertThatThrownBy(() -> signer.signAsync(other).await().indefinitely())
                    .isInstanceOf(CloudFrontSignerException.class)
                    .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
        }
    }

    @Test
    void expiredPolicy_isRejected() {
        Policy policy = signer.policy("/*").expiresIn(Duration.ofMinutes(1)).build();
        clock.advance(Duration.ofSeconds(59));
        assertThat(signer.sign(policy).expiresAt()).isEqualTo(NOW.plusSeconds(60));
        clock.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> signer.sign(policy)).isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.EXPIRED)
                .hasMessageStartingWith("The policy expired at 2026-11-25T12:01:00Z");
        assertThatThrownBy(() -> signer.signAsync(policy).await().indefinitely())
                .isInstanceOf(CloudFrontSignerException.class).hasFieldOrPropertyWithValue("reason", Reason.EXPIRED);
    }
}
