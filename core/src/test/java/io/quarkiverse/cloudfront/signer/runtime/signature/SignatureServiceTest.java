package io.quarkiverse.cloudfront.signer.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.KeySignature;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.ActiveKey;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeySlot;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.TestKeySlots;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.mark.Marker;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureListener.Event.Outcome;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * A policy is signed once, and not again as long as its signature is valid.
 */
@Timeout(60)
class SignatureServiceTest {

    private static final String SIGNER = "The signer \"media\"";
    private static final Instant SECOND_FROM = Instant.parse("2026-12-01T00:00:00Z");

    private static KeyPair rsa;
    private static KeyPair ec;

    private final SteppedClock clock = new SteppedClock("2026-11-24T12:00:00Z");
    private final List<SignatureListener.Event> events = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeKeys() {
        rsa = TestKeys.rsa2048();
        ec = TestKeys.p256();
        // without Quarkus, the first Uni starts context propagation, which must not happen on two threads
        Uni.createFrom().item(() -> rsa).await().indefinitely();
    }

    private final List<CompletableFuture<byte[]>> answers = new ArrayList<>();

    /** The test provides its responses. */
    private final SigningKey key = new TestKey("K1", Algorithm.RSA_SHA256, policy -> {
        answers.add(new CompletableFuture<>());
        return Uni.createFrom().completionStage(answers.get(answers.size() - 1));
    });

    private KeySlot slot(KeyPair pair, String keyPairId, Instant activeFrom) throws UnusableKeyException {
        return TestKeySlots.local(pair, keyPairId, activeFrom, clock);
    }

    private KeyRing ring(KeySlot... slots) {
        return new KeyRing("media", List.of(slots), clock, Duration.ofMinutes(15), change -> {
        });
    }

    private SignatureService<KeySignature> local(KeyPair pair, long maxSize) throws UnusableKeyException {
        return KeySignature.of(SIGNER, ring(slot(pair, "K1", null)), maxSize, events::add);
    }

    private SignatureService<KeySignature> remote(long maxSize) {
        return KeySignature.of(SIGNER, ring(TestKeySlots.remote(key, clock)), maxSize, events::add);
    }

    private Policy policy(int number) {
        return Policy.canned("https://media.example.com/%s.jpg".formatted(number), clock.instant().plusSeconds(900));
    }

    private static KeySignature get(SignatureService<KeySignature> signatures, Policy policy, boolean later) {
        return later ? signatures.signAsync(policy).await().indefinitely() : signatures.sign(policy);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void equalPolicies_areSignedOnce(boolean later) throws UnusableKeyException {
        SignatureService<KeySignature> signatures = local(ec, 1000);
        KeySignature first = get(signatures, policy(1), later);
        assertThat(first.verifies(ec.getPublic())).isTrue();

        assertThat(get(signatures, policy(1), !later)).isSameAs(first);
        assertThat(get(signatures, policy(2), later).policy()).isEqualTo(policy(2));
        assertThat(get(signatures, Policy.custom(policy(1).resource(), policy(1).expiresAt()), later)).isNotSameAs(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(get(signatures, policy(1), later).policy()).isEqualTo(policy(1));
        assertThat(signatures.status()).isEqualTo(new SignatureCacheStatus(1000, 4, 1, 4, 0));
    }

    /**
     * An RSA signature takes a millisecond, so that all threads request it at the same time.
     */
    @Test
    void concurrentCallersOfALocalKey_shareOneSignature() throws Exception {
        int threads = 4;
        int rounds = 50;
        SignatureService<KeySignature> signatures = local(rsa, 1000);
        CyclicBarrier round = new CyclicBarrier(threads);
        List<Set<KeySignature>> made = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            made.add(Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>())));
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> results = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            boolean later = thread % 2 == 0;
            results.add(pool.submit(() -> {
                for (int i = 0; i < rounds; i++) {
                    round.await(30, TimeUnit.SECONDS);
                    made.get(i).add(get(signatures, policy(i), later));
                }
                return null;
            }));
        }
        for (Future<?> result : results) {
            result.get(60, TimeUnit.SECONDS);
        }
        pool.shutdown();

        assertThat(made).allSatisfy(signature -> assertThat(signature).hasSize(1));
        assertThat(signatures.status()).isEqualTo(
                new SignatureCacheStatus(1000, rounds, (long) rounds * (threads - 1), rounds, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1000 })
    void concurrentCallersOfARemoteKey_shareOneSignature(int maxSize) {
        SignatureService<KeySignature> signatures = remote(maxSize);
        List<CompletableFuture<KeySignature>> callers = new ArrayList<>();
        Cancellable first = signatures.signAsync(policy(1)).subscribe().with(signature -> {
        });
        for (int i = 0; i < 100; i++) {
            callers.add(signatures.signAsync(policy(1)).subscribeAsCompletionStage());
        }
        // a caller that cancels does not affect the others, even if it was the first
        first.cancel();
        callers.get(0).cancel(true);
        assertThat(answers).hasSize(1);

        answers.get(0).complete(new byte[256]);
        assertThat(callers.subList(1, 100)).allSatisfy(caller -> assertThat(caller.orTimeout(60, TimeUnit.SECONDS).join())
                .isSameAs(callers.get(1).orTimeout(60, TimeUnit.SECONDS).join()));
        signatures.signAsync(policy(2)).subscribeAsCompletionStage();
        assertThat(answers).hasSize(2);
        signatures.signAsync(policy(1)).subscribeAsCompletionStage();
        assertThat(answers).hasSize(maxSize == 0 ? 3 : 2);
    }

    @Test
    void failure_isSharedAndNotCached() {
        SignatureService<KeySignature> signatures = remote(1000);
        List<Throwable> failures = new ArrayList<>();
        List<CompletableFuture<KeySignature>> retries = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            signatures.signAsync(policy(1)).subscribe().with(signature -> {
            }, failure -> {
                failures.add(failure);
                retries.add(signatures.signAsync(policy(1)).subscribeAsCompletionStage());
            });
        }
        answers.get(0).completeExceptionally(new IllegalStateException("no network"));

        assertThat(failures).hasSize(2).doesNotHaveDuplicates().allSatisfy(failure -> assertThat(failure)
                .hasFieldOrPropertyWithValue("reason", Reason.KEY_UNAVAILABLE)
                .hasMessage("The signer \"media\": the SigningKey of key pair K1 did not return a signature")
                .hasRootCauseMessage("no network"));
        // a caller that tries again immediately gets a new signature
        assertThat(answers).hasSize(2);
        answers.get(1).complete(new byte[256]);
        assertThat(retries).hasSize(2)
                .allSatisfy(retry -> assertThat(retry.orTimeout(60, TimeUnit.SECONDS).join().signature()).hasSize(256));
    }

    @Test
    void failure_reachesAllWaitingCallers() throws Exception {
        CountDownLatch signing = new CountDownLatch(1);
        CountDownLatch failing = new CountDownLatch(1);
        SignatureService<KeySignature> signatures = new SignatureService<>(SIGNER, ring(slot(ec, "K1", null)), 1000, List.of(),
                CallerThread.ANY, (policy, key, signature) -> {
                    signing.countDown();
                    await(failing);
                    throw new StackOverflowError();
                });
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Future<KeySignature> first = pool.submit(() -> signatures.sign(policy(1)));
        await(signing);
        Future<KeySignature> second = pool.submit(() -> signatures.sign(policy(1)));
        awaitHit(signatures);
        failing.countDown();

        for (Future<KeySignature> caller : List.of(first, second)) {
            assertThatThrownBy(() -> caller.get(30, TimeUnit.SECONDS)).cause()
                    .hasFieldOrPropertyWithValue("reason", Reason.KEY_FAILED)
                    .hasMessage("The signer \"media\" cannot sign").hasRootCauseInstanceOf(StackOverflowError.class);
        }
        pool.shutdown();
        assertThat(signatures.status().size()).isZero();
    }

    @Test
    void callerThatWaitsForALocalKey_continuesOnItsOwnThread() throws Exception {
        CountDownLatch signing = new CountDownLatch(1);
        CountDownLatch signed = new CountDownLatch(1);
        SignatureService<KeySignature> signatures = new SignatureService<>(SIGNER, ring(slot(ec, "K1", null)), 1000, List.of(),
                CallerThread.ANY, (policy, key, signature) -> {
                    signing.countDown();
                    await(signed);
                    return new KeySignature(policy, key, signature);
                });
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Future<?> first = pool.submit(() -> signatures.sign(policy(1)));
        await(signing);
        Future<Boolean> second = pool.submit(() -> {
            Thread own = Thread.currentThread();
            return signatures.signAsync(policy(1)).map(signature -> Thread.currentThread() == own).await().indefinitely();
        });
        awaitHit(signatures);
        signed.countDown();

        assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
        first.get(30, TimeUnit.SECONDS);
        pool.shutdown();
    }

    private static void awaitHit(SignatureService<KeySignature> signatures) {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); signatures.status().hits() == 0;) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void cachedSignatureOfACannedPolicy_isFoundByItsUrl() throws UnusableKeyException {
        SignatureService<KeySignature> signatures = local(rsa, 1000);
        Policy policy = policy(1);
        Instant end = policy.expiresAt();
        KeySignature signed = signatures.sign(policy);

        assertThat(signatures.sign(url(policy.resource(), end.plusMillis(999), null))).isSameAs(signed);
        assertThat(signatures.sign(url(policy.resource(), end.plusSeconds(1), null))).isNotSameAs(signed);
        assertThat(signatures.sign(url(policy.resource() + "?", end, null))).isNotSameAs(signed);
        assertThat(signatures.status()).extracting(SignatureCacheStatus::hits, SignatureCacheStatus::misses)
                .containsExactly(1L, 3L);
    }

    private static Signable url(String url, Instant expiresAt, @Nullable Marker marker) {
        return new Signable.Url(url, expiresAt, marker);
    }

    /**
     * The policy would be checked again, and the mark made again.
     */
    @Test
    void policyOfACachedSignature_isNotMade() throws UnusableKeyException {
        SignatureService<KeySignature> signatures = local(rsa, 1000);
        KeySignature signed = signatures.sign(policy(1));
        Signable again = new Signable() {
            @Override
            public CacheKey cacheKey(ActiveKey key) {
                return CacheKey.of(key, SignatureServiceTest.this.policy(1));
            }

            @Override
            public Policy policy() {
                throw new AssertionError("the policy is made");
            }
        };

        assertThat(signatures.sign(again)).isSameAs(signed);
        assertThat(signatures.signAsync(again).await().indefinitely()).isSameAs(signed);
    }

    @Test
    void cachedSignatureOfAMarkedUrl_isThatOfTheUsersLogin() throws UnusableKeyException {
        SignatureService<KeySignature> signatures = local(rsa, 1000);
        MarkSecret secret = new MarkSecret("a secret of thirty-two characters".getBytes(StandardCharsets.UTF_8));
        Instant end = policy(1).expiresAt();
        MarkedUser alice = new MarkedUser("", "alice", clock.instant());
        List<KeySignature> signed = new ArrayList<>();
        for (MarkedUser user : List.of(alice, new MarkedUser("", "bob", clock.instant()),
                new MarkedUser("", "alice", clock.instant().minusSeconds(1)), alice)) {
            signed.add(signatures.sign(url(policy(1).resource(), end, secret.marker(user, clock.instant(), 1))));
        }
        signed.add(signatures.sign(policy(1)));

        assertThat(signed.get(3)).isSameAs(signed.get(0));
        assertThat(signed.stream().map(each -> each.policy().resource()).distinct()).hasSize(4);
    }

    /**
     * It grants access to something else.
     */
    @Test
    void cachedSignatureOfACustomPolicy_isNotFoundByItsResource() throws UnusableKeyException {
        SignatureService<KeySignature> signatures = local(rsa, 1000);
        String url = policy(1).resource();
        Instant end = policy(1).expiresAt();
        signatures.sign(Policy.custom(url, end));
        signatures.sign(new Policy(url, end, Optional.empty(), Optional.of("203.0.113.7"), false));

        assertThat(signatures.sign(url(url, end, null)).policy().canned()).isTrue();
        assertThat(signatures.sign(Policy.custom(url, end)).policy().ipAddress()).isEmpty();
        assertThat(signatures.status().misses()).isEqualTo(3);
    }

    @Test
    void signatureOfAReplacedKey_isNotServed() throws UnusableKeyException {
        SignatureService<KeySignature> signatures = KeySignature.of(SIGNER,
                ring(slot(ec, "K1", null), slot(rsa, "K2", SECOND_FROM)));
        Policy policy = KeySignature.policy(SECOND_FROM.plusSeconds(900));
        KeySignature before = signatures.sign(policy);
        signatures.sign(policy(1));
        assertThat(signatures.status().size()).isEqualTo(2);

        clock.set("2026-12-01T00:00:00Z");
        KeySignature after = signatures.sign(policy);
        assertThat(before.key().keyPairId()).isEqualTo("K1");
        assertThat(after.key().keyPairId()).isEqualTo("K2");
        assertThat(after.verifies(rsa.getPublic())).isTrue();
        assertThat(signatures.sign(policy)).isSameAs(after);
        assertThat(signatures.status().size()).isOne();
    }

    @Test
    void lateSignatureOfAReplacedKey_isNotServedToOthers() throws UnusableKeyException {
        SignatureService<KeySignature> signatures = KeySignature.of(SIGNER,
                ring(TestKeySlots.remote(key, clock), slot(ec, "K2", SECOND_FROM)));
        Policy policy = KeySignature.policy(SECOND_FROM.plusSeconds(900));
        CompletableFuture<KeySignature> asked = signatures.signAsync(policy).subscribeAsCompletionStage();
        clock.set("2026-12-01T00:00:00Z");

        assertThat(signatures.sign(policy).key().keyPairId()).isEqualTo("K2");
        answers.get(0).complete(new byte[256]);
        assertThat(asked.orTimeout(60, TimeUnit.SECONDS).join().key().keyPairId()).isEqualTo("K1");
        assertThat(signatures.sign(policy).key().keyPairId()).isEqualTo("K2");
    }

    @Test
    void signatures_leaveTheCacheWhenTheirPoliciesExpire() throws UnusableKeyException {
        SignatureService<KeySignature> signatures = local(ec, 1000);
        for (int i = 0; i < 10; i++) {
            signatures.sign(policy(i));
        }
        signatures.sign(KeySignature.policy(clock.instant().plusSeconds(3600)));
        clock.advance(Duration.ofSeconds(899));
        assertThat(signatures.status().size()).isEqualTo(11);
        clock.advance(Duration.ofSeconds(2));
        assertThat(signatures.status().size()).isOne();
        clock.advance(Duration.ofHours(2));
        assertThat(signatures.status()).isEqualTo(new SignatureCacheStatus(1000, 0, 0, 11, 0));
    }

    @Test
    void cache_holdsAtMostItsMaximumSize() throws UnusableKeyException {
        SignatureService<KeySignature> signatures = local(ec, 100);
        for (int i = 0; i < 1000; i++) {
            signatures.sign(policy(i));
        }
        assertThat(signatures.status()).isEqualTo(new SignatureCacheStatus(100, 100, 0, 1000, 900));
    }

    @Test
    void cache_ofSizeZero_isOff() throws UnusableKeyException {
        SignatureService<KeySignature> signatures = local(ec, 0);
        KeySignature first = signatures.sign(policy(1));

        assertThat(signatures.sign(policy(1))).isNotSameAs(first);
        assertThat(signatures.status()).isEqualTo(new SignatureCacheStatus(0, 0, 0, 2, 0));
        assertThat(events).extracting(SignatureListener.Event::outcome).containsExactly(Outcome.OFF, Outcome.OFF);
    }

    @Test
    void listeners_areNotifiedOfEachSignature() throws UnusableKeyException {
        SignatureService<KeySignature> signatures = local(ec, 1000);
        signatures.sign(policy(1));
        signatures.sign(policy(1));
        for (int i = 0; i < 2; i++) {
            signatures.sign(Policy.custom("https://media.example.com/*", clock.instant().plusSeconds(900)));
        }

        assertThat(events).extracting(SignatureListener.Event::outcome).containsExactly(Outcome.MISS, Outcome.HIT, Outcome.MISS,
                Outcome.HIT);
        long nanos = events.get(0).nanos();
        assertThat(nanos).isBetween(1L, TimeUnit.SECONDS.toNanos(30));
        assertThat(events.subList(0, 2)).containsExactly(
                new SignatureListener.Event("media", "K1", Algorithm.ECDSA_SHA256, true, Outcome.MISS, nanos, null),
                new SignatureListener.Event("media", "K1", Algorithm.ECDSA_SHA256, true, Outcome.HIT, 0, null));
        assertThat(events.subList(2, 4)).noneMatch(SignatureListener.Event::canned);
    }

    @Test
    void listeners_areNotifiedOfTheReasonOfAFailure() {
        SignatureService<KeySignature> signatures = remote(1000);
        for (int i = 0; i < 3; i++) {
            signatures.signAsync(policy(i)).subscribeAsCompletionStage();
        }
        signatures.signAsync(policy(0)).subscribeAsCompletionStage();
        answers.get(0).completeExceptionally(new IllegalStateException("no network"));
        answers.get(1).complete(new byte[3]);
        answers.get(2).complete(null);

        assertThat(events).extracting(SignatureListener.Event::outcome).containsExactly(Outcome.HIT, Outcome.MISS, Outcome.MISS,
                Outcome.MISS);
        assertThat(events).extracting(SignatureListener.Event::failure).containsExactly(null, Reason.KEY_UNAVAILABLE,
                Reason.MALFORMED_SIGNATURE,
                Reason.KEY_UNAVAILABLE);
        assertThat(events.subList(1, 4)).extracting(SignatureListener.Event::nanos)
                .allSatisfy(nanos -> assertThat(nanos).isBetween(1L, TimeUnit.MINUTES.toNanos(5)));
    }
}
