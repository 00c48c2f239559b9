package io.quarkiverse.cloudfront.signer.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.fixtures.Race;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyDescription;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeySlot;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyStatus;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.TestKeySlots;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeySource;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

class ConfiguredSignerTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final SteppedClock clock = new SteppedClock(NOW.toString());
    private final ConfiguredSigner configured = signer("https://media.example.com", Duration.ofMinutes(15));
    private final CloudFrontSigner signer = configured.forApplication();

    private final RecipientSigner toAnyone = configured.to(Recipient.ANYONE);

    private ConfiguredSigner signer(String url, Duration expiresIn) {
        return signer(url, expiresIn, Optional.empty());
    }

    private ConfiguredSigner signer(String url, Duration expiresIn, Optional<Duration> window) {
        return TestSigner.of(new UrlGuard(URI.create(url), Set.of()), TestKeys.p256(), clock, expiresIn, window, null);
    }

    private static String url(String url, long seconds) {
        return "https://media.example.com" + url + "?Expires=" + NOW.plusSeconds(seconds).getEpochSecond() + "&";
    }

    @Test
    void url_isSignedForTheConfiguredLifetime() {
        assertThat(signer.sign("/a.jpg")).startsWith(url("/a.jpg", 900));
        assertThat(signer.sign("/a.jpg").toString()).startsWith(url("/a.jpg", 900));
        assertThat(signer("https://media.example.com", Duration.ofMinutes(5)).forApplication().sign("/a.jpg"))
                .startsWith(url("/a.jpg", 300));
        assertThat(toAnyone.url("https://media.example.com/a.jpg", NOW.plusSeconds(7)).now())
                .startsWith(url("/a.jpg", 7));
        assertThat(toAnyone.url("/a.jpg", NOW.plusSeconds(7)).later().await().indefinitely())
                .startsWith(url("/a.jpg", 7));
    }

    @Test
    void urlThatIsNotTheDistributions_isRejected() {
        String other = "https://other.example.com/a.jpg";

        assertThatThrownBy(() -> signer.sign(other)).hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
        assertThatThrownBy(() -> toAnyone.url(other, NOW.plusSeconds(60))).hasFieldOrPropertyWithValue("reason",
                Reason.URL_NOT_SIGNABLE);
    }

    @Test
    void policyOfAnotherDistribution_isRejected() {
        assertThatThrownBy(() -> signer.policy("https://other.example.com/*"))
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
        for (Policy other : List.of(
                signer("https://other.example.com", Duration.ofMinutes(5)).forApplication().policy("/*").build(),
                Policy.canned("https://other.example.com/a.jpg", NOW.plusSeconds(60)))) {
            assertThatThrownBy(() -> signer.sign(other)).hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
            assertThatThrownBy(() -> signer.signAsync(other).await().indefinitely())
                    .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
        }
    }

    @Test
    void expiredPolicy_isRejected() {
        Policy policy = signer.policy("/*").expiresIn(Duration.ofMinutes(1)).build();
        clock.advance(Duration.ofSeconds(59));
        assertThat(signer.sign(policy).expiresAt()).isEqualTo(NOW.plusSeconds(60));
        clock.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> signer.sign(policy)).hasFieldOrPropertyWithValue("reason", Reason.EXPIRED)
                .hasMessageStartingWith("The policy expired at 2026-11-25T12:01:00Z");
        assertThatThrownBy(() -> signer.signAsync(policy).await().indefinitely())
                .hasFieldOrPropertyWithValue("reason", Reason.EXPIRED);
    }

    /** The recipient never gets more than the signer's grant, and never more than the recipient may have. */
    @ParameterizedTest
    @CsvSource({ "7, 7", "900, 900", "901, 900" })
    void grant_endsWithTheRecipientsAccess(long access, long granted) {
        RecipientSigner until = configured.to(new Recipient(NOW.plusSeconds(access), null, null, null));

        assertThat(until.url("/a.jpg", NOW.plusSeconds(900)).now()).startsWith(url("/a.jpg", granted));
        for (String resource : List.of("/a.jpg", "/*")) {
            SignedPolicy signed = until.sign(signer.policy(resource).notBefore(NOW).build(), Delivery.URL).now();
            assertThat(signed.expiresAt()).isEqualTo(NOW.plusSeconds(granted));
            assertThat(signed.policy().notBefore()).contains(NOW);
        }
    }

    @Test
    void grant_isBoundToTheRecipientsAddress() {
        RecipientSigner bound = configured.to(new Recipient(Instant.MAX, "203.0.113.7/32", null, null));

        assertThat(bound.sign(signer.policy("/a.jpg").build(), Delivery.URL).now().policy())
                .isEqualTo(signer.policy("/a.jpg").ipAddress("203.0.113.7/32").build());
        assertThat(bound.sign(signer.policy("/*").ipAddress("0.0.0.0/0").build(), Delivery.COOKIES).now().policy().ipAddress())
                .contains("203.0.113.7/32");
        assertThat(bound.url("/a.jpg", NOW.plusSeconds(60)).now())
                .startsWith("https://media.example.com/a.jpg?Policy=");
    }

    @Test
    void recipientWithoutAnAddress_leavesThePolicyAsItIs() {
        RecipientSigner until = configured.to(new Recipient(NOW.plusSeconds(7), null, null, null));
        Policy ofNetwork = signer.policy("/*").ipAddress("203.0.113.0/24").build();
        Policy canned = signer.policy("/a.jpg").build();

        assertThat(until.sign(ofNetwork, Delivery.URL).now().policy().ipAddress()).contains("203.0.113.0/24");
        assertThat(until.sign(canned, Delivery.URL).now().policy())
                .isEqualTo(Policy.canned("https://media.example.com/a.jpg", NOW.plusSeconds(7)));
        assertThat(Recipient.ANYONE.bounded(ofNetwork)).as("is not checked again").isSameAs(ofNetwork);
        assertThat(new Recipient(canned.expiresAt(), null, null, null).bounded(canned)).isSameAs(canned);
    }

    /** In a resource, a question mark is a wildcard, after which dots do not matter. */
    @Test
    void cannedPolicy_isCheckedAsAUrl() {
        String resource = "https://media.example.com/a.jpg?x=/../b";

        assertThat(signer.policy(resource).notBefore(NOW).build().resource()).isEqualTo(resource);
        assertThatThrownBy(() -> signer.sign(Policy.canned(resource, NOW.plusSeconds(60))))
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
    }

    private ConfiguredSigner heardBy(SignatureListener listener) {
        return new ConfiguredSigner(configured.settings(), List.of(listener), CallerThread.ANY, null);
    }

    @Test
    void refusedUrl_isReportedWithItsReason() {
        List<String> heard = new ArrayList<>();
        ConfiguredSigner reporting = heardBy(new SignatureListener() {

            @Override
            public void signed(SignatureListener.Event event) {
                throw new AssertionError("nothing is signed");
            }

            @Override
            public void refused(String name, Reason reason) {
                heard.add(name + " " + reason);
            }
        });

        assertThatThrownBy(() -> reporting.forApplication().sign("a.jpg")).isInstanceOf(CloudFrontSignerException.class);
        assertThat(heard).containsExactly(SignerName.DEFAULT + " URL_NOT_SIGNABLE");
    }

    @Test
    void signer_isDescribedByItsKeys() {
        assertThat(configured).hasToString("The default signer");
        assertThat(configured.name()).isEqualTo(SignerName.DEFAULT);
        assertThat(configured.hasRemoteKey()).isFalse();
        assertThat(configured.reloadPeriod()).isEmpty();
    }

    private ConfiguredSigner withKeys(KeySlot... slots) {
        return withKeys(configured.expiry(), slots);
    }

    private ConfiguredSigner withKeys(ExpiryRule expiry, KeySlot... slots) {
        SignerSettings of = configured.settings();
        KeyRing ring = new KeyRing(of.name(), List.of(slots), clock, Duration.ofMinutes(15), change -> {
        });
        return new ConfiguredSigner(new SignerSettings(of.name(), of.guard(), ring, Optional.of(Duration.ofMinutes(7)),
                expiry, of.boundToToken(), of.cookieResource(), of.cookies(), of.foreignUris(),
                of.cacheSize()), List.of(), CallerThread.ANY, null);
    }

    @Test
    void replacedKey_isNeededForTheLongestGrant() throws UnusableKeyException {
        ConfiguredSigner rotating = withKeys(TestKeySlots.local(TestKeys.p256(), "K1", null, clock),
                TestKeySlots.local(TestKeys.p256(), "K2", NOW.plusSeconds(60), clock));
        rotating.grantsFor(Duration.ofDays(3), "expiresIn");
        clock.advance(Duration.ofMinutes(1));

        assertThat(rotating.settings().keys().status().retired())
                .containsExactly(new KeyStatus.Retired("K1", NOW.plusSeconds(60).plus(Duration.ofDays(3))));
    }

    /** A grant lasts longer than asked for by up to the window. If that is forgotten, the public key is removed too early. */
    @ParameterizedTest
    @ValueSource(strings = { "PT15M", "P3D" })
    void replacedKey_isNeededForTheWindowToo(Duration lifetime) throws UnusableKeyException {
        KeySlot[] slots = { TestKeySlots.local(TestKeys.p256(), "K1", null, clock),
                TestKeySlots.local(TestKeys.p256(), "K2", NOW.plusSeconds(60), clock) };
        ConfiguredSigner rotating = withKeys(
                new ExpiryRule(clock, Duration.ofMinutes(15), Optional.of(Duration.ofHours(1))), slots);
        assertThat(rotating.longest().duration()).as("of the signer").isEqualTo(Duration.ofMinutes(75));
        rotating.grantsFor(lifetime, "expiresIn");
        clock.advance(Duration.ofMinutes(1));

        assertThat(rotating.longest().duration()).isEqualTo(lifetime.plusHours(1));
        assertThat(rotating.settings().keys().status().retired())
                .containsExactly(new KeyStatus.Retired("K1", NOW.plusSeconds(60).plus(lifetime).plusSeconds(3600)));
    }

    @Test
    void longestLifetime_isKeptWhenSeveralThreadsGrant() {
        Race.run(round -> configured.grantsFor(Duration.ofDays(1).plusSeconds(2L * round + 1), "one"),
                round -> configured.grantsFor(Duration.ofDays(1).plusSeconds(2L * round + 2), "other"),
                round -> assertThat(configured.longest()).isEqualTo(
                        new ConfiguredSigner.Lifetime(Duration.ofDays(1).plusSeconds(2L * round + 2), "other")));
    }

    @Test
    void remoteKey_canBeWaitedFor() {
        SigningKey remote = new TestKey("K1", SigningKey.Algorithm.ECDSA_SHA256);

        assertThat(withKeys(TestKeySlots.remote(remote, clock)).hasRemoteKey()).isTrue();
    }

    @Test
    void keyInAFile_isReadAgain(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("key.pem"), TestKeys.pem(TestKeys.p256().getPrivate()));
        KeySlot slot = KeySlot.local("", new KeyDescription("private-key-location",
                KeySource.location(file.toString(), Optional.empty()), Optional.of("K1"), HashAlgorithm.SHA256,
                Optional.empty(), TestKeys.CRYPTO), null, NOW);

        assertThat(withKeys(slot).reloadPeriod()).contains(Duration.ofMinutes(7));
        assertThat(withKeys(TestKeySlots.local(TestKeys.p256(), "K1", null, clock)).reloadPeriod()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "canned, /a.jpg", "custom, /*" })
    void debugLog_saysWhatIsGranted(String kind, String resource) {
        try (LogCapture log = new LogCapture(ConfiguredSigner.class, Level.ALL)) {
            signer.sign(signer.policy(resource).build());
            assertThat(signer.signAsync(signer.policy(resource).build()).await().indefinitely()).isNotNull();

            assertThat(log.take()).filteredOn(line -> line.contains(" grants ")).hasSize(2)
                    .allMatch(line -> line.endsWith(" The default signer grants "
                            + "https://media.example.com" + resource + " until 2026-11-25T12:15:00Z to every viewer, with a "
                            + kind
                            + " policy, signed with key pair K1"));
        }
    }
}
