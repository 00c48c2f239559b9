package io.quarkiverse.cloudfront.signer.rest;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.TestSignatures;
import io.smallrye.mutiny.Uni;

/**
 * A remote key that signs when the test releases it.
 */
@Singleton
@SignerName("late")
public class LateKey implements SigningKey {

    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CompletableFuture<byte[]> signature = new CompletableFuture<>();

    @Override
    public String keyPairId() {
        return "KLATE";
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.RSA_SHA256;
    }

    @Override
    public Uni<byte[]> sign(byte[] policy) {
        return Uni.createFrom().completionStage(() -> {
            waiting.incrementAndGet();
            return signature;
        });
    }

    void slowDown() {
        waiting.set(0);
        signature = new CompletableFuture<>();
    }

    void awaitCall() {
        await().atMost(60, TimeUnit.SECONDS).until(() -> waiting.get() > 0);
    }

    void release() {
        signature.complete(TestSignatures.rsa("late"));
    }
}
