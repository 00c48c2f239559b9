package io.quarkiverse.cloudfront.signer.runtime.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.policy.CookieAttributes;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.ParameterWriter;

/**
 * The edge shares no code with the signer. It accepts everything that the signer signs, until the second of the
 * expiry.
 */
class EdgeAcceptanceTest {

    private enum Key {
        RSA_SHA1(TestKeys.rsa2048(), HashAlgorithm.SHA1),
        RSA_SHA256(TestKeys.rsa2048(), HashAlgorithm.SHA256),
        ECDSA_SHA256(TestKeys.p256(), HashAlgorithm.SHA256);

        private final KeyPair pair;
        private final LocalKey local;
        private final KeyGroup group;

        Key(KeyPair pair, HashAlgorithm hash) {
            this.pair = pair;
            this.local = TestKeys.load(pair.getPrivate(), hash);
            this.group = KeyGroup.of("trusted", TestKeys.KEY_PAIR_ID, pair.getPublic());
        }
    }

    @ParameterizedTest
    @EnumSource
    void signedUrlsAndCookies_areAcceptedUntilTheirExpiry(Key key) {
        Rounds.each(random -> {
            RandomUrls urls = new RandomUrls(random);
            String url = urls.url();
            Policy policy = random.nextBoolean() ? urls.customPolicy(url) : Policy.canned(url, urls.expiry());
            DefaultSignedPolicy applied = sign(policy, key.local);

            assertThat(verify(applied.url(url), policy, key.group, 1, List.of())).isInstanceOf(Verdict.Allowed.class);
            assertThat(verify(applied.url(url), policy, key.group, 0, List.of())).isInstanceOf(Verdict.Refused.class);
            assertThat(verify(url, policy, key.group, 1, cookies(applied))).isInstanceOf(Verdict.Allowed.class);
            assertThat(verify(url, policy, key.group, 1, List.of())).isInstanceOf(Verdict.Refused.class);
        });
    }

    /** As a player expands the URIs of the playlist, with the parameters of the playlist's own URL. */
    @ParameterizedTest
    @EnumSource
    void filesOfAStaticPlaylist_areAcceptedWithItsQuery(Key key) {
        String directory = RandomUrls.guard().base() + "/videos/7/";
        Policy policy = Policy.custom(directory + "*", Instant.ofEpochSecond(1_800_000_000));
        String entry = sign(policy, key.local).playlistUrl("/videos/7/master.m3u8?v=2");
        Map<String, String> query = Stream.of(entry.substring(entry.indexOf('?') + 1).split("&"))
                .map(pair -> pair.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        String segment = directory + "720p/1.ts?Policy=%s&Signature=%s&Key-Pair-Id=%s&Hash-Algorithm=%s"
                .formatted(query.get("Policy"), query.get("Signature"), query.get("kid"), query.get("alg"));

        assertThat(verify(entry, policy, key.group, 1, List.of())).isInstanceOf(Verdict.Allowed.class);
        assertThat(verify(segment, policy, key.group, 1, List.of())).isInstanceOf(Verdict.Allowed.class);
        assertThat(verify(segment.replace("/7/720p", "/8/720p"), policy, key.group, 1, List.of()))
                .isInstanceOf(Verdict.Refused.class);
    }

    private static DefaultSignedPolicy sign(Policy policy, LocalKey key) {
        return new DefaultSignedPolicy(policy, key, key.signNow(policy.json().getBytes(StandardCharsets.UTF_8)),
                new ParameterWriter(), RandomUrls.guard(),
                new CookieAttributes(Optional.empty(), Optional.empty(), SameSite.LAX, true, true));
    }

    private static List<ViewerRequest.Cookie> cookies(DefaultSignedPolicy applied) {
        return applied.cookies().cookies().stream()
                .map(cookie -> new ViewerRequest.Cookie(cookie.name(), cookie.value())).toList();
    }

    /**
     * @param millisLeft the time between the request and the policy's expiry
     */
    private static Verdict verify(String url, Policy policy, KeyGroup group, long millisLeft,
            List<ViewerRequest.Cookie> cookies) {
        URI uri = URI.create(url);
        String target = url.substring(url.indexOf('/', "https://".length()));
        String address = policy.ipAddress().map(cidr -> cidr.substring(0, cidr.indexOf('/'))).orElse("203.0.113.7");
        Clock clock = Clock.fixed(policy.expiresAt().minusMillis(millisLeft), ZoneOffset.UTC);
        return new Verifier(clock).verify(
                new ViewerRequest(uri.getScheme(), uri.getRawAuthority(), target, cookies, address), group);
    }
}
