package io.quarkiverse.cloudfront.signer.runtime.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.key.LogCapture;
import io.quarkiverse.cloudfront.signer.runtime.key.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkus.runtime.configuration.ConfigurationException;

class ConfiguredSignerTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String[] FILM = { "film.url=http://film.example.com", "film.key-pair-id=K2",
            "film.private-key=" + TestKeys.pem(TestKeys.p256().getPrivate()) };

    private final SteppedClock clock = new SteppedClock(NOW.toString());
    private final ConfiguredSigner signer = TestSigners.signer(clock);

    private static String url(String url, long seconds) {
        return "https://media.example.com" + url + "?Expires=" + NOW.plusSeconds(seconds).getEpochSecond() + "&";
    }

    @Test
    void url_isSignedForTheConfiguredLifetime() {
        assertThat(signer.sign("/a.jpg")).startsWith(url("/a.jpg", 900));
        assertThat(signer.sign("/a.jpg").toString()).startsWith(url("/a.jpg", 900));
        assertThat(TestSigners.signer(clock, "expires-in=5m").sign("/a.jpg")).startsWith(url("/a.jpg", 300));
        assertThat(signer.signUrl("https://media.example.com/a.jpg", NOW.plusSeconds(7), null).await())
                .startsWith(url("/a.jpg", 7));
        assertThat(signer.signUrl("/a.jpg", NOW.plusSeconds(7), null).toUni().await().indefinitely())
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
        assertThatThrownBy(() -> signer.signUrl(url, NOW.plusSeconds(60), null).toUni().await().indefinitely())
                .isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
    }

    @Test
    void policyOfAnotherDistribution_isRejected() {
        assertThatThrownBy(() -> signer.policy("https://other.example.com/*")).isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
        for (Policy other : List.of(TestSigners.signer(clock, "url=https://other.example.com").policy("/*").build(),
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

    @Test
    void signers_areFoundByTheirNames() {
        Signers signers = TestSigners.signers(clock, null, FILM);

        assertThat(signers.find("film").sign("/a.jpg")).startsWith("http://film.example.com/a.jpg?");
        assertThat(signers.find("other")).isNull();
        assertThat(signers.all()).extracting(ConfiguredSigner::name).containsExactly(SignerName.DEFAULT, "film");
        assertThat(signers.keys()).containsOnlyKeys(SignerName.DEFAULT, "film");
        signers.require(List.of("film", SignerName.DEFAULT));
        assertThatThrownBy(() -> signers.require(List.of("film", "one", "two"))).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The signer \"one\" is not configured").hasMessageContaining("\"two\"")
                .hasMessageContaining("configured are [<default>, film]");
    }

    @Test
    void plainHttp_isWarnedOf() {
        try (LogCapture log = new LogCapture(Signers.class)) {
            TestSigners.signers(clock, null, FILM);
            assertThat(log.take()).filteredOn(message -> message.contains("http://")).singleElement().asString()
                    .startsWith("WARN");
        }
    }
}
