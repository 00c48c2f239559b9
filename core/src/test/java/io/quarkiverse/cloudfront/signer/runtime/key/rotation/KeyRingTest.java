package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.fixtures.Race;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.KeySignature;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.RemoteKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureService;
import io.smallrye.mutiny.Uni;

/**
 * Only the clock decides which key signs.
 */
class KeyRingTest {

    private static final Instant SECOND_FROM = Instant.parse("2026-12-01T00:00:00Z");
    private static final Instant THIRD_FROM = Instant.parse("2027-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(15);

    private static final List<KeyPair> PAIRS = new ArrayList<>();

    private final SteppedClock clock = new SteppedClock("2026-11-24T12:00:00Z");
    private final List<SigningKeyChanged> changes = new ArrayList<>();
    @AutoClose
    private final LogCapture log = new LogCapture(TestKeys.class);

    private KeyRing keys;
    private SignatureService<KeySignature> signatures;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeKeys() {
        for (int i = 0; i < 3; i++) {
            PAIRS.add(TestKeys.p256());
        }
    }

    @BeforeEach
    void makeRing() throws UnusableKeyException {
        keys = new KeyRing("media", List.of(slot(0, null), slot(1, SECOND_FROM), slot(2, THIRD_FROM)), clock, LIFE,
                changes::add);
        signatures = KeySignature.of("The signer \"media\"", keys);
    }

    private KeySlot slot(int number, Instant activeFrom) throws UnusableKeyException {
        return TestKeySlots.local(PAIRS.get(number), "K" + (number + 1), activeFrom, clock);
    }

    private void assertSigns(int number) {
        KeySignature signature = signatures.sign(KeySignature.policy(clock.instant().plus(LIFE)));
        assertThat(signature.key().keyPairId()).isEqualTo("K" + number);
        assertThat(signature.verifies(PAIRS.get(number - 1).getPublic())).isTrue();
        KeySignature later = signatures.signAsync(KeySignature.policy(clock.instant().plus(LIFE))).await().indefinitely();
        assertThat(later.key()).isSameAs(signature.key());
        assertThat(later.signature()).isEqualTo(signature.signature());
        assertThat(keys.activeKeyPairId()).isEqualTo("K" + number);
    }

    @Test
    void eachKey_signsFromItsActiveFromOn() {
        assertSigns(1);
        clock.set("2026-11-30T23:59:59.999999999Z");
        assertSigns(1);
        clock.set("2026-12-01T00:00:00Z");
        assertSigns(2);
        clock.set("2026-12-31T23:59:59.999999999Z");
        assertSigns(2);
        clock.set("2027-01-01T00:00:00Z");
        assertSigns(3);
        clock.set("2037-12-31T00:00:00Z");
        assertSigns(3);
    }

    /**
     * The clock reaches the switch immediately after the key has been chosen.
     */
    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void switchDuringASignature_doesNotChangeItsKey(boolean later) throws UnusableKeyException {
        AtomicInteger asked = new AtomicInteger();
        InstantSource reaching = () -> asked.getAndIncrement() == 0 ? SECOND_FROM.minusNanos(1) : SECOND_FROM;
        KeyRing switching = new KeyRing("media", List.of(slot(0, null), slot(1, SECOND_FROM)),
                reaching, LIFE, changes::add);
        SignatureService<KeySignature> signing = KeySignature.of("The signer \"media\"", switching);
        asked.set(0);

        KeySignature signature = later ? signing.signAsync(KeySignature.policy(THIRD_FROM)).await().indefinitely()
                : signing.sign(KeySignature.policy(THIRD_FROM));

        assertThat(signature.key().keyPairId()).isEqualTo("K1");
        assertThat(signature.verifies(PAIRS.get(0).getPublic()))
                .isTrue();
        assertThat(switching.activeKeyPairId()).isEqualTo("K2");
    }

    @Test
    void switch_isReportedOnce() {
        assertSigns(1);
        assertThat(log.take()).isEmpty();
        clock.set("2026-12-01T00:00:05Z");
        assertSigns(2);
        assertSigns(2);

        assertThat(log.take()).containsExactly("INFO The signer \"media\" switched to key pair K2 at 2026-12-01T00:00:00Z. "
                + "You can remove the public key of key pair K1 from the key group after 2026-12-01T00:15:00Z. "
                + "If its private key has leaked, remove the public key now, although CloudFront then refuses everything that "
                + "the key signed");
        assertThat(changes).containsExactly(
                new SigningKeyChanged("media", "K2", "K1", SECOND_FROM, Instant.parse("2026-12-01T00:15:00Z")));
    }

    @Test
    void keyThatWasNeverUsed_isSkipped() {
        clock.set("2027-06-01T00:00:00Z");
        assertSigns(3);

        assertThat(log.take()).singleElement().asString().contains("K3 at 2027-01-01T00:00:00Z",
                "key pair K1 from the key group");
    }

    @Test
    void clockThatGoesBack_returnsToTheEarlierKey() {
        clock.set("2026-12-01T00:00:00Z");
        assertSigns(2);
        log.take();
        clock.set("2026-11-30T23:59:58Z");
        assertSigns(1);
        assertThat(log.take())
                .containsExactly("WARN The signer \"media\" signs with key pair K1 again: the clock has gone back to "
                        + "before 2026-12-01T00:00:00Z, the time of the switch to key pair K2");
        clock.set("2026-12-01T00:00:00Z");
        assertSigns(2);
    }

    @Test
    void clockThatGoesBackAfterARestart_returnsToTheEarlierKey() throws UnusableKeyException {
        clock.set("2026-12-05T00:00:00Z");
        makeRing();
        clock.set("2026-11-30T00:00:00Z");
        assertSigns(1);

        assertThat(log.take())
                .containsExactly("WARN The signer \"media\" signs with key pair K1 again: the clock has gone back to "
                        + "before 2026-12-01T00:00:00Z, the time of the switch to key pair K2");
        assertThat(changes).extracting(SigningKeyChanged::since).containsExactly(clock.instant());
    }

    @Test
    void keyThatWillSignAgain_isNeededForTheGrantsOfOtherReplicas() {
        clock.set("2026-12-01T00:00:00Z");
        keys.activeKeyPairId();
        changes.clear();
        clock.set("2026-11-30T23:59:58Z");
        keys.activeKeyPairId();

        assertThat(changes).containsExactly(new SigningKeyChanged("media", "K1", "K2",
                clock.instant(), SECOND_FROM.plus(LIFE)));
    }

    @Test
    void clockThatJumps_usesTheKeyOfEachInstant() {
        for (int i = 0; i < 3; i++) {
            clock.set("2027-01-01T00:00:00Z");
            assertSigns(3);
            clock.set("2026-11-24T12:00:00Z");
            assertSigns(1);
            clock.set("2026-12-31T23:59:59Z");
            assertSigns(2);
        }
        assertThat(log.take()).hasSize(9).filteredOn(line -> line.startsWith("WARN ")).hasSize(3)
                .allMatch(line -> line.startsWith("WARN The signer \"media\" signs with key pair K1 again: "));
    }

    @Test
    void retiredPublicKey_isNeededUntilTheLastSignedExpiry() {
        signatures.sign(KeySignature.policy(SECOND_FROM.plus(Duration.ofHours(3))));
        signatures.sign(KeySignature.policy(SECOND_FROM.plus(Duration.ofHours(2))));
        clock.set("2026-12-01T00:00:00Z");
        assertSigns(2);

        assertThat(keys.status().retired()).containsExactly(
                new KeyStatus.Retired("K1", Instant.parse("2026-12-01T03:00:00Z")));
    }

    @Test
    void retiredPublicKey_isNeededForTheGrantsOfOtherReplicas() {
        keys.grantsFor(Duration.ofHours(1));
        keys.grantsFor(Duration.ofMinutes(1));
        clock.set("2026-12-01T00:00:00Z");

        assertThat(keys.status().retired()).containsExactly(
                new KeyStatus.Retired("K1", Instant.parse("2026-12-01T01:00:00Z")));
    }

    @Test
    void retiredPublicKey_isNeededUntilTheEndOfASecond() {
        keys.grantsFor(LIFE.plusMillis(1));
        clock.set("2026-12-01T00:00:00Z");

        assertThat(keys.status().retired()).containsExactly(
                new KeyStatus.Retired("K1", Instant.parse("2026-12-01T00:15:01Z")));
    }

    @Test
    void status_hasTheActiveNextAndRetiredKeys() {
        assertThat(keys.status()).isEqualTo(new KeyStatus("K1", "private-key", Instant.parse("2026-11-24T12:00:00Z"),
                List.of(new KeyStatus.Next("K2", SECOND_FROM), new KeyStatus.Next("K3", THIRD_FROM)), List.of(), List.of()));
        clock.set("2027-01-01T00:00:00Z");
        assertThat(keys.status()).isEqualTo(new KeyStatus("K3", "private-key", THIRD_FROM, List.of(),
                List.of(new KeyStatus.Retired("K1", SECOND_FROM.plus(LIFE)),
                        new KeyStatus.Retired("K2", THIRD_FROM.plus(LIFE))),
                List.of()));
    }

    @Test
    void status_afterARestart_isTheSame() throws UnusableKeyException {
        clock.set("2026-12-05T00:00:00Z");
        makeRing();

        assertThat(keys.status().since()).isEqualTo(SECOND_FROM);
        assertThat(keys.status().retired()).containsExactly(new KeyStatus.Retired("K1", SECOND_FROM.plus(LIFE)));
        assertThat(log.take()).isEmpty();
    }

    /**
     * A signature never has the ID of another key, and an earlier key never signs after a later one.
     */
    @Test
    void manyThreads_switchOnceWithoutMixingKeys() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch second = new CountDownLatch(1);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            results.add(threads.submit(() -> {
                int last = 1;
                for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); last < 3;) {
                    assertThat(System.nanoTime()).isLessThan(end);
                    KeySignature signature = signatures.sign(KeySignature.policy(THIRD_FROM));
                    int number = signature.key().keyPairId().charAt(1) - '0';
                    assertThat(number).isGreaterThanOrEqualTo(last);
                    assertThat(signature.verifies(PAIRS.get(number - 1).getPublic())).isTrue();
                    last = number;
                    begun.countDown();
                    if (number == 2) {
                        second.countDown();
                    }
                }
                return last;
            }));
        }
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        clock.set("2026-12-01T00:00:00Z");
        assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
        clock.set("2027-01-01T00:00:00Z");
        for (Future<Integer> result : results) {
            assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(3);
        }
        threads.shutdown();
        assertThat(log.take()).hasSize(2);
        assertThat(changes).extracting(SigningKeyChanged::keyPairId).containsExactly("K2", "K3");
    }

    /** Whoever is told of changes in another order takes an earlier key for the active one. */
    @Test
    void nextSwitch_isToldAfterTheListenerHasHeardOfTheLast() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> heard = new CopyOnWriteArrayList<>();
        KeyRing slow = new KeyRing("media", List.of(slot(0, null), slot(1, SECOND_FROM), slot(2, THIRD_FROM)), clock, LIFE,
                change -> {
                    if (change.keyPairId().equals("K2")) {
                        told.countDown();
                        assertThat(awaitQuietly(goOn)).isTrue();
                    }
                    heard.add(change.keyPairId());
                });
        clock.set(SECOND_FROM.toString());
        CompletableFuture<ActiveKey> first = CompletableFuture.supplyAsync(slow::active);
        assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
        clock.set(THIRD_FROM.toString());

        Thread second = Race.startBlocked(slow::active);
        goOn.countDown();
        second.join(60_000);
        first.get(60, TimeUnit.SECONDS);
        assertThat(heard).containsExactly("K2", "K3");
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void longestLifetime_isKeptWhenSeveralThreadsGrant() throws UnusableKeyException {
        KeyRing ring = new KeyRing("media", List.of(slot(0, null), slot(1, clock.instant())), clock, LIFE, changes::add);
        Instant replaced = clock.instant().plus(LIFE);

        Race.run(round -> ring.grantsFor(LIFE.plusSeconds(2L * round + 1)),
                round -> ring.grantsFor(LIFE.plusSeconds(2L * round + 2)),
                round -> assertThat(ring.status().retired())
                        .containsExactly(new KeyStatus.Retired("K1", replaced.plusSeconds(2L * round + 2))));
    }

    @Test
    void lastExpiry_isKeptWhenSeveralThreadsSign() {
        ActiveKey key = new ActiveKey(TestKeys.load(PAIRS.get(0).getPrivate(), HashAlgorithm.SHA256), SECOND_FROM);

        Race.run(round -> key.grants(SECOND_FROM.plusSeconds(2L * round + 1)),
                round -> key.grants(SECOND_FROM.plusSeconds(2L * round + 2)),
                round -> assertThat(key.lastExpiry()).isEqualTo(SECOND_FROM.plusSeconds(2L * round + 2)));
    }

    @Test
    void ringWithARemoteKey_hasRemoteKey() throws UnusableKeyException {
        assertThat(keys.hasRemoteKey()).isFalse();
        KeySlot remote = KeySlot.remote(new RemoteKey(TestKeys.load(PAIRS.get(0).getPrivate(), HashAlgorithm.SHA256), null,
                Duration.ofSeconds(10)), SECOND_FROM, clock.instant());

        KeyRing ring = new KeyRing("media", List.of(slot(0, null), remote), clock, LIFE, changes::add);
        assertThat(ring.hasRemoteKey()).isTrue();
        assertThatCode(ring::reload).as("a remote key is not read again").doesNotThrowAnyException();
    }

    /** If the switch counted from the start, the old public key would be removed from the key group too early. */
    @Test
    void plannedSwitchToARemoteKey_happensAtItsInstant() throws UnusableKeyException {
        KeyPair pair = PAIRS.get(1);
        SigningKey local = LocalKeys.load("KREMOTE", TestKeys.pem(pair.getPrivate()).getBytes(StandardCharsets.US_ASCII),
                null,
                HashAlgorithm.SHA256, TestKeys.CRYPTO);
        KeySlot remote = KeySlot.remote(new RemoteKey(local, null, Duration.ofSeconds(10)), SECOND_FROM, clock.instant());
        keys = new KeyRing("media", List.of(slot(0, null), remote), clock, LIFE, changes::add);
        signatures = KeySignature.of("The signer \"media\"", keys);
        assertThat(keys.activeKeyPairId()).isEqualTo("K1");
        assertThat(keys.status().next()).containsExactly(new KeyStatus.Next("KREMOTE", SECOND_FROM));
        log.take();

        clock.set(SECOND_FROM.plusSeconds(5).toString());
        KeySignature signature = signatures.signAsync(KeySignature.policy(clock.instant().plus(LIFE))).await().indefinitely();

        assertThat(signature.key().keyPairId()).isEqualTo("KREMOTE");
        assertThat(signature.verifies(pair.getPublic())).isTrue();
        assertThat(changes).containsExactly(
                new SigningKeyChanged("media", "KREMOTE", "K1", SECOND_FROM, SECOND_FROM.plus(LIFE)));
        assertThat(log.take()).singleElement().asString().contains("KREMOTE", SECOND_FROM.toString(), "K1",
                SECOND_FROM.plus(LIFE).toString());
        assertThat(keys.status().since()).isEqualTo(SECOND_FROM);
        assertThat(keys.status().source()).isEqualTo("SigningKey bean");
        assertThat(keys.status().retired()).containsExactly(new KeyStatus.Retired("K1", SECOND_FROM.plus(LIFE)));
    }

    @Test
    void remoteKeyOfTheSigner_isActiveFromTheStart() {
        KeyPair pair = PAIRS.get(0);
        for (PublicKey proof : Arrays.asList(pair.getPublic(), null)) {
            KeySlot remote = KeySlot.remote(new RemoteKey(TestKeys.load(pair.getPrivate(), HashAlgorithm.SHA256), proof, LIFE),
                    null, clock.instant());
            KeyRing ring = new KeyRing("media", List.of(remote), clock, LIFE, changes::add);

            assertThat(ring.status().since()).isEqualTo(clock.instant());
            assertThat(ring.list()).containsExactly(new KeyListing(TestKeys.KEY_PAIR_ID, KeyListing.State.ACTIVE,
                    "ECDSA_SHA256", "SigningKey bean", null, clock.instant(), null,
                    proof == null ? null : PublicKeys.pem(proof)));
        }
    }

    @Test
    void list_showsEachKeyWithoutItsPrivatePart() {
        clock.set("2026-12-01T00:00:00Z");
        List<KeyListing> listed = keys.list();

        assertThat(listed).extracting(KeyListing::keyPairId).containsExactly("K1", "K2", "K3");
        assertThat(listed).extracting(KeyListing::state).containsExactly(KeyListing.State.RETIRED, KeyListing.State.ACTIVE,
                KeyListing.State.NEXT);
        assertThat(listed).extracting(KeyListing::neededUntil).containsExactly(SECOND_FROM.plus(LIFE), null, null);
        assertThat(listed).extracting(KeyListing::activeFrom).containsExactly(Instant.parse("2026-11-24T12:00:00Z"),
                SECOND_FROM, THIRD_FROM);
        assertThat(listed).extracting(KeyListing::publicKey)
                .containsExactlyElementsOf(PAIRS.stream().map(pair -> PublicKeys.pem(pair.getPublic())).toList());
        assertThat(listed.toString()).doesNotContain("PRIVATE");
    }

    /**
     * Calls may cost money, or their number may be limited.
     */
    @Test
    void remoteKey_isNotWarmedUp() {
        AtomicInteger asked = new AtomicInteger();
        SigningKey remote = new TestKey("K9", SigningKey.Algorithm.ECDSA_SHA256, policy -> {
            asked.incrementAndGet();
            return Uni.createFrom().nullItem();
        });

        new KeyRing("media", List.of(KeySlot.remote(new RemoteKey(remote, null, LIFE), null, clock.instant())), clock, LIFE,
                changes::add).warmUp();

        assertThat(asked).hasValue(0);
    }
}
