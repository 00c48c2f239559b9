package io.quarkiverse.cloudfront.signer.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;
import io.smallrye.mutiny.Uni;

/**
 * All that is signed has the mark of a user, and the edge accepts both, without sharing code.
 */
class ApplicationSignerTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String SITE = "https://media.example.com";
    private static final KeyPair PAIR = TestKeys.p256();

    private final SteppedClock clock = new SteppedClock(NOW.toString());
    private final MarkSecret secret = new MarkSecret(SECRET);
    private final MarkedUser alice = new MarkedUser("https://id.example.com", "alice", NOW.minusSeconds(3600));
    private final ConfiguredSigner configured = signer(Optional.of(Duration.ofMinutes(5)));
    private final CloudFrontSigner signer = configured.forApplication();

    private final RecipientSigner toAlice = configured.to(Recipient.ANYONE.markedWith(alice));

    private String begin(MarkedUser user) {
        return secret.marker(user, clock.instant(), 300).begin();
    }

    private ConfiguredSigner signer(Optional<Duration> window) {
        return TestSigner.of(new UrlGuard(URI.create(SITE), Set.of(), true), PAIR, clock, Duration.ofMinutes(15), window,
                new AliceOnly());
    }

    /** Who was granted what. */
    private final List<String> granted = new ArrayList<>();

    private class AliceOnly implements MarkSource {

        @Override
        public void granted(MarkedUser user, String mark, String resource, Instant expiresAt) {
            granted.add(user.subject() + " " + mark + " " + resource + " " + expiresAt);
        }

        @Override
        public MarkSecret secret() {
            return secret;
        }

        @Override
        public MarkedUser user() {
            return alice;
        }

        @Override
        public Uni<MarkedUser> userLater() {
            return Uni.createFrom().item(alice);
        }
    }

    /**
     * @return the pseudonym, and the target for the cache
     */
    private String delivered(String url, List<SignedCookie> cookies) {
        List<ViewerRequest.Cookie> sent = cookies.stream().map(each -> new ViewerRequest.Cookie(each.name(), each.value()))
                .toList();
        Verdict verdict = new Verifier(Clock.fixed(clock.instant(), ZoneOffset.UTC)).verify(
                new ViewerRequest("https", "media.example.com", url.substring(SITE.length()), sent, "203.0.113.7"),
                new KeyGroup("test", Map.of("K1", PAIR.getPublic())));
        assertThat(verdict).as(url).isInstanceOf(Verdict.Allowed.class);
        var decision = new MarkCheck(List.of(MarkKey.of(SECRET)), true,
                key -> Optional.empty()).decide("GET", url.substring(SITE.length()), sent);
        assertThat(decision.refusal()).isEmpty();
        return decision.pseudonym().get() + " " + decision.target();
    }

    private String ofAlice(String target) {
        return secret.pseudonym("https://id.example.com", "alice") + " " + target;
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a.jpg", "/a.jpg?x=1", "/a.jpg?response-content-disposition=inline" })
    void url_hasTheMark(String path) {
        for (String url : List.of(signer.sign(path), signer.sign(URI.create(path)).toString(),
                signer.signAsync(path).await().indefinitely(),
                signer.signAsync(URI.create(path)).await().indefinitely().toString(),
                signer.sign(path, Duration.ofHours(1)), signer.sign(URI.create(path), Duration.ofHours(1)).toString(),
                configured.to(new Recipient(Instant.MAX, "203.0.113.7/32", null, alice)).url(path, NOW.plusSeconds(60))
                        .now())) {
            assertThat(delivered(url, List.of())).isEqualTo(ofAlice(path));
        }
    }

    /** Rounded up to the window, of five minutes. */
    @Test
    void lifetimeOfOneUrl_isItsOwn() {
        clock.advance(Duration.ofSeconds(1));
        String expiry = "Expires=" + NOW.plus(Duration.ofMinutes(65)).getEpochSecond() + "&";
        Duration hour = Duration.ofHours(1);

        String url = signer.sign("/a.jpg?x=1", hour);
        assertThat(url).startsWith(SITE + "/a.jpg?x=1&mark=").contains(expiry).doesNotContain("Policy=");
        assertThat(signer.sign(URI.create("/a.jpg?x=1"), hour)).hasToString(url);
        assertThat(signer.signAsync("/a.jpg?x=1", hour).await().indefinitely()).isEqualTo(url);
        assertThat(signer.signAsync(URI.create("/a.jpg?x=1"), hour).await().indefinitely()).hasToString(url);
        assertThat(signer.sign("/a.jpg?x=1", Duration.ofMinutes(15))).isEqualTo(signer.sign("/a.jpg?x=1")).isNotEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "PT0S | does not grant anything", "PT-1S | does not grant anything",
            "PT0.999S | does not grant anything", "P1200000D | is not between 1970 and 5138",
            "PT2562047788015215H | is not between 1970 and 5138" })
    void lifetimeOutOfRange_isRefused(Duration lifetime, String message) {
        CloudFrontSigner unmarked = TestSigner.of(new UrlGuard(URI.create(SITE), Set.of(), false), PAIR, clock,
                Duration.ofMinutes(15), Optional.empty(), null).forApplication();
        for (CloudFrontSigner each : List.of(signer, unmarked)) {
            for (Runnable signing : List.<Runnable> of(() -> each.sign("/a", lifetime),
                    () -> each.sign(URI.create("/a"), lifetime),
                    () -> each.signAsync("/a", lifetime).await().indefinitely(),
                    () -> each.signAsync(URI.create("/a"), lifetime).await().indefinitely())) {
                assertThatThrownBy(signing::run).hasFieldOrPropertyWithValue("reason", Reason.INVALID_POLICY)
                        .hasMessageContaining(message);
            }
        }
    }

    /** The resource may or may not cover further parameters, and a question mark in it is a wildcard. */
    @ParameterizedTest
    @CsvSource({ "/videos/*, /videos/7/a.ts", "/videos/*, /videos/7/a.ts?x=1", "/videos/*.ts, /videos/7/a.ts",
            "/videos/?/a.ts, /videos/7/a.ts", "/videos/a.ts, /videos/a.ts", "/videos/a.ts?x=1, /videos/a.ts?x=1",
            "/videos/*?x=1, /videos/a.ts?x=1", "/videos/a-?.ts?x=*, /videos/a-1.ts?x=1", "/*, /a" })
    void policy_coversTheMark(String resource, String path) {
        for (Policy policy : List.of(signer.policy(resource).build(),
                signer.policy(resource).notBefore(NOW.minusSeconds(1)).build(),
                signer.policy(resource).ipAddress("203.0.113.7/32").build())) {
            for (SignedPolicy signed : List.of(signer.sign(policy), signer.signAsync(policy).await().indefinitely())) {
                assertThat(delivered(signed.url(path), List.of())).isEqualTo(ofAlice(path));
                assertThat(delivered(signed.url(URI.create(path)).toString(), List.of())).isEqualTo(ofAlice(path));
            }
        }
    }

    @Test
    void policy_doesNotCoverOtherUrls() {
        SignedPolicy signed = signer.sign(signer.policy("/videos/*.ts").build());

        assertThatThrownBy(() -> signed.url("/videos/a.mp4")).hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED);
        assertThat(toAlice.sign(signer.policy("/videos/*.ts").build(), Delivery.URL).now().covers("/videos/a.ts")).isTrue();
    }

    @Test
    void cookies_haveTheMarkWithTheirOwnAttributes() {
        List<SignedCookie> cookies = signer.sign(signer.policy("/videos/*").build()).cookies().cookies();

        SignedCookie mark = cookies.get(cookies.size() - 1);
        assertThat(mark.name()).isEqualTo("q_cloudfront_mark");
        assertThat(mark.setCookieHeader()).isEqualTo("q_cloudfront_mark=" + mark.value()
                + cookies.get(0).setCookieHeader().substring(cookies.get(0).setCookieHeader().indexOf(';')));
        assertThat(delivered(SITE + "/videos/a.ts?x=1", cookies)).isEqualTo(ofAlice("/videos/a.ts?x=1"));
    }

    @Test
    void cookiesOfOneFile_haveTheMark() {
        Policy policy = signer.policy("/videos/*.ts").build();
        DefaultSignedPolicy signed = toAlice.sign(policy, Delivery.COOKIES).now();

        assertThat(delivered(SITE + "/videos/a.ts", signed.cookies().cookies())).isEqualTo(ofAlice("/videos/a.ts"));
        assertThat(signed.covers("/videos/a.ts")).isTrue();
        assertThat(signed.covers("/videos/a.mp4")).isFalse();
        assertThatThrownBy(() -> signer.sign(policy).cookies())
                .hasFieldOrPropertyWithValue("reason", Reason.COOKIES_NOT_SETTABLE)
                .hasMessageContaining("Use a resource that ends in *");
    }

    @Test
    void entryOfAStaticPlaylist_hasTheMark() {
        String entry = signer.sign(signer.policy("/videos/7/*").build()).playlistUrl("/videos/7/master.m3u8");

        assertThat(entry).matches(Pattern.quote(SITE + "/videos/7/master.m3u8?kid=K1&alg=SHA256&mark=" + begin(alice))
                + "\\.[\\w-]{22}&Policy=.*");
        assertThat(delivered(entry, List.of())).isEqualTo(ofAlice("/videos/7/master.m3u8?kid=K1&alg=SHA256"));
    }

    /** For a viewer that makes its own URLs. */
    @Test
    void query_hasTheMark() {
        String query = signer.sign(signer.policy("/tiles/7/*").build()).query();

        assertThat(query).startsWith("mark=" + begin(alice) + ".");
        assertThat(delivered(SITE + "/tiles/7/1/2.png?" + query, List.of())).isEqualTo(ofAlice("/tiles/7/1/2.png"));
    }

    /** So that caches work. */
    @Test
    void urlsOfOneLogin_areTheSameWithinTheWindow() {
        clock.advance(Duration.ofSeconds(1));
        String url = signer.sign("/a.jpg");
        clock.advance(Duration.ofMinutes(4));

        assertThat(signer.sign("/a.jpg")).isEqualTo(url);
        assertThat(signer(Optional.of(Duration.ofMinutes(5))).forApplication().sign("/a.jpg").split("&Signature")[0])
                .isEqualTo(url.split("&Signature")[0]);
        assertThat(signer.forUser("https://id.example.com", "bob").sign("/a.jpg")).isNotEqualTo(url);
        assertThat(configured.signatureCache().hits()).isEqualTo(1);
    }

    /** All users share the signature of a policy with a wildcard at its end. */
    @Test
    void policyWithAWildcardAtItsEnd_isSignedOnce() {
        SignedPolicy ofAlice = signer.sign(signer.policy("/videos/*").build());
        SignedPolicy ofBob = signer.forUser("", "bob").sign(signer.policy("/videos/*").build());

        assertThat(configured.signatureCache().hits()).isEqualTo(1);
        assertThat(ofBob.url("/videos/a.ts").replaceFirst("mark=[^&]+&", ""))
                .isEqualTo(ofAlice.url("/videos/a.ts").replaceFirst("mark=[^&]+&", ""));
        assertThat(ofBob.url("/videos/a.ts")).doesNotContain(begin(alice));
    }

    /** Such a user has no time of login. */
    @ParameterizedTest
    @CsvSource({ "0, 2026-11-25T12:00:00Z", "299, 2026-11-25T12:00:00Z", "300, 2026-11-25T12:05:00Z" })
    void markOfAGivenUser_beginsWithTheWindow(int later, Instant start) {
        clock.advance(Duration.ofSeconds(later));

        assertThat(signer.forUser("", "bob").sign("/a.jpg")).contains("mark=" + secret.pseudonym("", "bob") + "."
                + MarkSecret.text(start) + ".");
        assertThat(signer(Optional.empty()).forApplication().forUser("", "bob").sign("/a.jpg"))
                .contains("." + MarkSecret.text(clock.instant()) + ".");
    }

    /** What a provider with a clock that is fast has issued, on each replica, but not so that it outlasts a revocation. */
    @ParameterizedTest
    @CsvSource({ "-90, -90", "0, 0", "1, 1", "59, 59", "60, 60", "61, 60", "90, 60" })
    void login_isTheTimeOfTheProvider(long login, long start) {
        MarkedUser bob = new MarkedUser("https://id.example.com", "bob", NOW.plusSeconds(login));

        assertThat(begin(bob)).contains("." + MarkSecret.text(NOW.plusSeconds(start)) + "-");
        clock.advance(Duration.ofSeconds(90));
        assertThat(begin(bob)).as("later").contains("." + MarkSecret.text(NOW.plusSeconds(login)) + "-");
    }

    /** Such viewers have no login that could be revoked, and get new URLs after a revocation. */
    @ParameterizedTest
    @CsvSource({ "0, 2026-11-25T12:06:00Z", "299, 2026-11-25T12:06:00Z", "300, 2026-11-25T12:11:00Z" })
    void markOfAnAnonymousViewer_beginsAMinuteAfterTheWindow(int later, Instant start) {
        clock.advance(Duration.ofSeconds(later));

        assertThat(begin(MarkedUser.ANONYMOUS)).isEqualTo(secret.pseudonym("", "") + "." + MarkSecret.text(start));
        assertThat(secret.marker(MarkedUser.ANONYMOUS, clock.instant(), 1).begin())
                .endsWith("." + MarkSecret.text(clock.instant().plusSeconds(61)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a?mark=x", "/a?x=1&mark=x", "/a?m%61rk=x", "/a?mark" })
    void markOfSomeoneElse_isRefused(String path) {
        for (String url : List.of(path, path.replaceFirst("\\?", "?y=1&"))) {
            assertThatThrownBy(() -> signer.sign(url)).hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE)
                    .hasMessageContaining("its query has a parameter that CloudFront or marks reserve (Expires, Policy, "
                            + "Signature, Key-Pair-Id, Hash-Algorithm, mark)");
            assertThatThrownBy(() -> signer.policy(url)).isInstanceOf(CloudFrontSignerException.class);
            SignedPolicy signed = signer.sign(signer.policy("/*").build());
            assertThatThrownBy(() -> signed.url(url)).isInstanceOf(CloudFrontSignerException.class);
        }
    }

    @Test
    void signerWithMarks_signsNothingWithoutOne() {
        Policy policy = signer.policy("/a/*").build();
        RecipientSigner toAnyone = configured.to(Recipient.ANYONE);
        RecipientSigner toAddress = configured.to(new Recipient(Instant.MAX, "203.0.113.7/32", null, null));

        for (Runnable unmarked : List.<Runnable> of(() -> toAnyone.url("/a", NOW.plusSeconds(1)),
                () -> toAddress.url("/a", NOW.plusSeconds(1)), () -> toAnyone.sign(policy, Delivery.URL),
                () -> toAnyone.sign(policy, Delivery.COOKIES))) {
            assertThatThrownBy(unmarked::run).isInstanceOf(IllegalStateException.class)
                    .hasMessage("Signing requires a user's mark");
        }
    }

    @Test
    void userWithoutASubject_isRefused() {
        assertThatThrownBy(() -> signer.forUser("https://id.example.com", null)).isInstanceOf(CloudFrontSignerException.class);
        assertThatThrownBy(() -> signer.forUser(null, "alice").sign("/a.jpg")).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageStartingWith("The issuer of a user must not be null.");
        assertThatThrownBy(() -> signer.forUser("https://id.example.com", ""))
                .hasFieldOrPropertyWithValue("reason", Reason.USER_UNKNOWN);
        assertThat(signer.name()).isEqualTo(SignerName.DEFAULT);
        assertThat(signer).hasToString(configured.toString());
    }

    /** Dev mode shows it. */
    @Test
    void everyGrant_isReportedWithoutItsMark() {
        signer.sign("/a.jpg");
        signer.sign(signer.policy("/videos/*.ts").build());

        assertThat(granted).containsExactly("alice " + begin(alice) + " " + SITE + "/a.jpg " + NOW.plusSeconds(900),
                "alice " + begin(alice) + " " + SITE + "/videos/*.ts " + NOW.plusSeconds(900));
    }

    /** A mark has the time, and is made once for a call. */
    @Test
    void urlsOfOneCall_haveTheMarkOfItsBeginning() {
        RecipientSigner toAnyone = signer(Optional.empty()).to(Recipient.ANYONE.markedWith(MarkedUser.ANONYMOUS));
        String first = toAnyone.url("/a.jpg", NOW.plusSeconds(60)).now();
        clock.advance(Duration.ofSeconds(1));

        assertThat(toAnyone.url("/b.jpg", NOW.plusSeconds(60)).now())
                .contains(first.replaceFirst(".*([?]mark=[^.]+[.][^.]+[.]).*", "$1"));
    }

    @Test
    void userOfTheRequest_isNotWaitedForIfTheCallerDoesNotWait() {
        CloudFrontSigner later = TestSigner.of(new UrlGuard(URI.create(SITE), Set.of(), true), PAIR, clock,
                Duration.ofMinutes(15), Optional.empty(), new AliceOnly() {

                    @Override
                    public MarkedUser user() {
                        throw new AssertionError("waits for the user");
                    }
                }).forApplication();

        assertThat(later.signAsync("/a.jpg").await().indefinitely()).contains(begin(alice));
    }

    @Test
    void givenUser_isTheRecipient() {
        assertThat(signer.forUser("", "bob").signAsync("/a.jpg").await().indefinitely())
                .contains("mark=" + secret.pseudonym("", "bob") + ".");
    }

    @Test
    void userInAnApplicationWithoutMarks_doesNotMatter() {
        CloudFrontSigner unmarked = TestSigner.of(new UrlGuard(URI.create(SITE), Set.of(), false), PAIR, clock,
                Duration.ofMinutes(15), Optional.empty(), null).forApplication();

        assertThat(unmarked.forUser("https://id.example.com", "")).isSameAs(unmarked);
    }
}
