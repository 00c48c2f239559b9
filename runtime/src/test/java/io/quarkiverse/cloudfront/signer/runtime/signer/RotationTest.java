package io.quarkiverse.cloudfront.signer.runtime.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.TestApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.config.TestConfiguration;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignerSettings;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers.VertxThread;

/**
 * Replicas with the same configuration return the same URLs and cookies, regardless of the active key.
 */
class RotationTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";

    static List<Arguments> keys() {
        return List.of(Arguments.of("P-256", NewKey.p256Pair(), NewKey.p256Pair()),
                Arguments.of("RSA", NewKey.rsaPair(), NewKey.rsaPair()),
                Arguments.of("from RSA to P-256", NewKey.rsaPair(), NewKey.p256Pair()));
    }

    private static CloudFrontSigner replica(KeyPair first, KeyPair second, SteppedClock clock) {
        Map<String, String> properties = new HashMap<>();
        properties.put(PREFIX + "url", "https://media.example.com");
        properties.put(PREFIX + "key-pair-id", "K1OLD");
        properties.put(PREFIX + "private-key", NewKey.pem(first.getPrivate()));
        properties.put(PREFIX + "expiry-window", "5m");
        properties.put(PREFIX + "keys.\"K2NEW\".private-key", NewKey.pem(second.getPrivate()));
        properties.put(PREFIX + "keys.\"K2NEW\".active-from", "2026-12-01T01:00:00+01:00");
        SignerSettings settings = TestConfiguration.read(TestConfiguration.of(properties), new TestApplicationKeys() {

            @Override
            public void accept(SigningKeyChanged change) {
                assertThat(change.keyPairId()).isEqualTo("K2NEW");
            }
        }, clock).get(SignerName.DEFAULT);
        return new ConfiguredSigner(settings, List.of(), new VertxThread(), null).forApplication();
    }

    /** The URLs and cookies that a viewer can get. */
    private static List<String> grants(CloudFrontSigner replica) {
        List<String> grants = new ArrayList<>();
        grants.add(replica.sign("/a.jpg").toString());
        grants.add(replica.sign(replica.policy("/albums/*").build()).url(URI.create("/albums/a.jpg")).toString());
        grants.add(replica.signAsync(replica.policy("/b.jpg").build()).await().indefinitely().url(URI.create("/b.jpg"))
                .toString());
        grants.addAll(replica.sign(replica.policy("/albums/*").build()).cookies().setCookieHeaders());
        return grants;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void replicas_beforeAndAfterTheSwitch_signTheSame(String name, KeyPair first, KeyPair second) {
        SteppedClock clock = new SteppedClock("2026-11-30T23:50:00Z");
        CloudFrontSigner one = replica(first, second, clock);
        CloudFrontSigner two = replica(first, second, clock);
        KeyGroup both = new KeyGroup("both", Map.of("K1OLD", first.getPublic(), "K2NEW", second.getPublic()));
        Instant end = Instant.parse("2026-12-01T00:10:00Z");
        for (Instant now = clock.instant(); now.isBefore(end); now = now.plusSeconds(30), clock
                .advance(Duration.ofSeconds(30))) {
            List<String> grants = grants(one);
            assertThat(grants(two)).isEqualTo(grants);
            String active = now.isBefore(Instant.parse("2026-12-01T00:00:00Z")) ? "K1OLD" : "K2NEW";
            assertThat(grants.subList(0, 3)).allSatisfy(url -> {
                assertThat(url).contains("Key-Pair-Id=" + active);
                assertThat(accepts(both, url, clock.instant())).isTrue();
            });
        }
    }

    private static boolean accepts(KeyGroup group, String url, Instant now) {
        String target = url.substring(url.indexOf('/', "https://".length()));
        return new Verifier(Clock.fixed(now, ZoneOffset.UTC)).verify(
                new ViewerRequest("https", "media.example.com", target, List.of(), "203.0.113.7"),
                group) instanceof Verdict.Allowed;
    }
}
