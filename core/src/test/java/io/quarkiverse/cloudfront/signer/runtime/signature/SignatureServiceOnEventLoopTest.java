package io.quarkiverse.cloudfront.signer.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.KeySignature;
import io.quarkiverse.cloudfront.signer.runtime.key.RemoteKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeySlot;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.TestKeySlots;
import io.smallrye.mutiny.Uni;

/**
 * The event loop does not wait for a remote key, and callers stay on their event loop.
 */
class SignatureServiceOnEventLoopTest {

    private static final ExecutorService LOOP = Executors.newSingleThreadExecutor(task -> new Thread(task, "event loop"));

    private static final CallerThread CALLER = new CallerThread() {

        @Override
        public boolean mayBlock() {
            return !Thread.currentThread().getName().equals("event loop");
        }

        @Override
        public Executor eventLoop() {
            return mayBlock() ? null : LOOP;
        }
    };

    private final SteppedClock clock = new SteppedClock("2026-11-24T12:00:00Z");
    private final Policy policy = KeySignature.policy(clock.instant().plusSeconds(900));
    private final List<Reason> refusals = new ArrayList<>();
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
    private final CountDownLatch asked = new CountDownLatch(1);

    @AfterAll
    static void stop() {
        LOOP.shutdown();
    }

    private SignatureService<KeySignature> signatures(KeySlot slot) {
        return KeySignature.of("The signer \"media\"",
                new KeyRing("media", List.of(slot), clock, Duration.ofMinutes(15), change -> {
                }), 1000, CALLER, new SignatureListener() {

                    @Override
                    public void signed(SignatureListener.Event event) {
                        // not tested here
                    }

                    @Override
                    public void refused(String signer, Reason reason) {
                        assertThat(signer).isEqualTo("media");
                        refusals.add(reason);
                    }
                });
    }

    private SignatureService<KeySignature> remote() {
        return signatures(KeySlot.remote(new RemoteKey(new TestKey("K1", Algorithm.RSA_SHA256, message -> {
            asked.countDown();
            return Uni.createFrom().completionStage(answer);
        }), null, Duration.ofMinutes(1)), null, clock.instant()));
    }

    private SignatureService<KeySignature> local() throws UnusableKeyException {
        return signatures(TestKeySlots.local(TestKeys.p256(), "K1", null, clock));
    }

    @Test
    void remoteKeyOnTheEventLoop_isNotAwaited() {
        SignatureService<KeySignature> signatures = remote();

        assertThatThrownBy(() -> get(CompletableFuture.supplyAsync(() -> signatures.sign(policy), LOOP))).cause()
                .isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("The signer \"media\" has a remote key, for which the event loop must not wait. Use signAsync, "
                        + "return a Uni, or annotate the method with @Blocking");
        assertThat(refusals).containsExactly(Reason.BLOCKING_NOT_ALLOWED);
        assertThat(asked.getCount()).as("the key was not called").isOne();
    }

    @Test
    void remoteKeyOnAWorker_isAwaited() {
        answer.complete(new byte[256]);

        assertThat(remote().sign(policy).signature()).hasSize(256);
        assertThat(refusals).isEmpty();
    }

    /**
     * Otherwise, it would depend on earlier requests whether the event loop gets a signature.
     */
    @Test
    void cachedSignatureOfARemoteKey_isNotServedOnTheEventLoop() {
        SignatureService<KeySignature> signatures = remote();
        answer.complete(new byte[256]);
        signatures.sign(policy);

        assertThatThrownBy(() -> get(CompletableFuture.supplyAsync(() -> signatures.sign(policy), LOOP))).cause()
                .isInstanceOf(CloudFrontSignerException.class);
    }

    @Test
    void localKey_signsOnTheEventLoop() throws Exception {
        SignatureService<KeySignature> signatures = local();

        assertThat(get(CompletableFuture.supplyAsync(() -> signatures.sign(policy), LOOP)).policy()).isEqualTo(policy);
    }

    @Test
    void rejection_notifiesListeners() throws UnusableKeyException {
        local().refused(Reason.URL_NOT_SIGNABLE);

        assertThat(refusals).containsExactly(Reason.URL_NOT_SIGNABLE);
    }

    /** The thread on which callers get their results. */
    private record Received(String thread, Throwable failure) {

        static Received here(Throwable failure) {
            return new Received(Thread.currentThread().getName(), failure);
        }
    }

    private CompletableFuture<Received> later(SignatureService<KeySignature> signatures) throws Exception {
        CompletableFuture<Received> received = new CompletableFuture<>();
        // until the event loop waits for the key, which answers on another thread
        get(CompletableFuture.runAsync(() -> signatures.signAsync(policy).subscribe().with(
                signature -> received.complete(Received.here(null)),
                failure -> received.complete(Received.here(failure))), LOOP));
        return received;
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @Test
    void answerOfARemoteKey_arrivesOnTheCallersEventLoop() throws Exception {
        CompletableFuture<Received> received = later(remote());
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        answer.complete(new byte[256]);

        assertThat(get(received)).isEqualTo(new Received("event loop", null));
    }

    @Test
    void failureOfARemoteKey_arrivesOnTheCallersEventLoop() throws Exception {
        CompletableFuture<Received> received = later(remote());
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        answer.completeExceptionally(new IllegalStateException("no network"));

        assertThat(get(received).thread()).isEqualTo("event loop");
        assertThat(get(received).failure()).isInstanceOf(CloudFrontSignerException.class);
    }

    @Test
    void cachedSignature_isReturnedImmediately() throws Exception {
        answer.complete(new byte[256]);
        CompletableFuture<Boolean> immediately = new CompletableFuture<>();
        SignatureService<KeySignature> signatures = remote();
        LOOP.execute(
                () -> immediately.complete(signatures.signAsync(policy).subscribeAsCompletionStage().isDone()));

        assertThat(get(immediately)).isTrue();
    }
}
