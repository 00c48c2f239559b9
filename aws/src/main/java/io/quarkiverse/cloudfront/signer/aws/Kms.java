package io.quarkiverse.cloudfront.signer.aws;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;

/**
 * Calls AWS KMS with a synchronous or an asynchronous client. The calls run on separate threads, so that the application's
 * worker threads stay free if KMS does not answer. Even the asynchronous client can block its caller, because it waits for
 * credentials before it sends a request.
 */
final class Kms {

    private static final int MOST_CALLS = 32;
    private static final int MOST_WAITING = 10_000;
    private static final int IDLE_SECONDS = 30;

    private final Function<GetPublicKeyRequest, GetPublicKeyResponse> publicKeys;
    private final Function<SignRequest, CompletableFuture<SignResponse>> signatures;
    private final ExecutorService threads = threads();

    private Kms(Function<GetPublicKeyRequest, GetPublicKeyResponse> publicKeys,
            Function<SignRequest, CompletableFuture<SignResponse>> signatures) {
        this.publicKeys = publicKeys;
        this.signatures = signatures;
    }

    static Kms of(KmsClient client) {
        return new Kms(client::getPublicKey, request -> CompletableFuture.completedFuture(client.sign(request)));
    }

    static Kms of(KmsAsyncClient client) {
        return new Kms(request -> joined(client.getPublicKey(request)), client::sign);
    }

    /**
     * Creates threads that end when they are idle, so that the executor need not be closed.
     */
    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(MOST_CALLS, MOST_CALLS, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "cloudfront-signer-kms");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static GetPublicKeyResponse joined(CompletableFuture<GetPublicKeyResponse> response) {
        try {
            return response.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Gets the public key of a key. Blocks the caller.
     */
    GetPublicKeyResponse publicKey(String keyId) {
        return publicKeys.apply(GetPublicKeyRequest.builder().keyId(keyId).build());
    }

    /**
     * Signs without blocking the caller. If the caller no longer waits, a call that has not begun is not made.
     */
    Uni<byte[]> sign(SignRequest request) {
        return Uni.createFrom().emitter(emitter -> {
            try {
                Future<?> call = threads.submit(() -> call(request, emitter));
                emitter.onTermination(() -> call.cancel(false));
            } catch (RejectedExecutionException e) {
                emitter.fail(new IllegalStateException(MOST_WAITING + " signatures are already waiting for AWS KMS", e));
            }
        });
    }

    private void call(SignRequest request, UniEmitter<? super byte[]> emitter) {
        try {
            signatures.apply(request).whenComplete((response, failure) -> {
                if (failure == null) {
                    // if the response does not contain a signature, an empty one makes the verification fail
                    emitter.complete(response.signature() == null ? new byte[0] : response.signature().asByteArray());
                } else {
                    emitter.fail(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause()
                            : failure);
                }
            });
        } catch (RuntimeException | LinkageError e) {
            emitter.fail(e);
        }
    }
}
