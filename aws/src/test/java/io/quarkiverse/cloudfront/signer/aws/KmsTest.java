package io.quarkiverse.cloudfront.signer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.key.KeyProof;
import io.smallrye.mutiny.subscription.Cancellable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;

/**
 * What moto does not have, such as digests and slow answers: clients that answer by themselves, as KMS would.
 */
class KmsTest {

    private static final byte[] POLICY = "a policy".getBytes(StandardCharsets.US_ASCII);

    private static KeyPair pair;

    @BeforeAll
    static void generate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        pair = generator.generateKeyPair();
    }

    private static GetPublicKeyResponse publicKey() {
        return GetPublicKeyResponse.builder().keyId("arn:aws:kms:eu-central-1:111122223333:key/1").keySpec("ECC_NIST_P256")
                .keyUsage(KeyUsageType.SIGN_VERIFY).publicKey(SdkBytes.fromByteArray(pair.getPublic().getEncoded())).build();
    }

    private static SignResponse sign(SignRequest request) {
        byte[] message = request.message().asByteArray();
        if (message.length > 4096) {
            throw KmsInvalidStateException.builder().message("too long").build();
        }
        try {
            Signature signature = Signature.getInstance(request.messageType() == MessageType.RAW ? "SHA256withECDSA"
                    : "NONEwithECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return SignResponse.builder().signature(SdkBytes.fromByteArray(signature.sign())).build();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client that blocks its caller. */
    private static class Blocking implements KmsClient {

        final List<SignRequest> requests = new ArrayList<>();

        @Override
        public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
            return publicKey();
        }

        @Override
        public SignResponse sign(SignRequest request) {
            requests.add(request);
            return KmsTest.sign(request);
        }

        @Override
        public String serviceName() {
            return "kms";
        }

        @Override
        public void close() {
        }
    }

    /** A client that returns immediately, and answers when it is told. */
    private static class Asynchronous implements KmsAsyncClient {

        CompletableFuture<SignResponse> answer;
        Thread caller;

        @Override
        public CompletableFuture<GetPublicKeyResponse> getPublicKey(GetPublicKeyRequest request) {
            return CompletableFuture.completedFuture(publicKey());
        }

        @Override
        public CompletableFuture<SignResponse> sign(SignRequest request) {
            caller = Thread.currentThread();
            return answer == null ? CompletableFuture.completedFuture(KmsTest.sign(request)) : answer;
        }

        @Override
        public String serviceName() {
            return "kms";
        }

        @Override
        public void close() {
        }
    }

    private static boolean verifies(KmsKey key, byte[] message) {
        return new KeyProof(key.publicKey()).verifies(key.algorithm(), message, key.sign(message).await().indefinitely());
    }

    /** KMS refuses messages of more than 4,096 bytes, and a policy contains a URL of up to 8,192. */
    @Test
    void longPolicies_areSignedByTheirDigest() {
        Blocking client = new Blocking();
        KmsKey key = KmsKey.of("K2MEDIA", "alias/media", client);

        assertThat(List.of(1, 4096, 4097, 12000)).allSatisfy(length -> assertThat(verifies(key, new byte[length])).isTrue());
        assertThat(client.requests).extracting(SignRequest::messageType).containsExactly(MessageType.RAW, MessageType.RAW,
                MessageType.RAW, MessageType.DIGEST, MessageType.DIGEST);
    }

    @Test
    void resolvedKey_isUsedInsteadOfItsAlias() {
        Blocking client = new Blocking();
        KmsKey.of("K2MEDIA", "alias/media", client);

        assertThat(client.requests).extracting(SignRequest::keyId)
                .containsExactly("arn:aws:kms:eu-central-1:111122223333:key/1");
    }

    @Test
    void signatureThatThePublicKeyDoesNotVerify_failsTheStart() {
        Blocking client = new Blocking() {

            @Override
            public SignResponse sign(SignRequest request) {
                return super.sign(request.toBuilder().message(SdkBytes.fromUtf8String("another message")).build());
            }
        };

        assertThatThrownBy(() -> KmsKey.of("K2MEDIA", "alias/media", client)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("the key in AWS KMS names a KMS key whose public key does not verify its signatures. Check which "
                        + "service the endpoint of the AWS SDK belongs to");
    }

    @Test
    void asynchronousClient_isCalledOffTheCallersThread() {
        Asynchronous client = new Asynchronous();
        KmsKey key = KmsKey.of("K2MEDIA", "alias/media", client);

        assertThat(verifies(key, POLICY)).isTrue();
        assertThat(client.caller).isNotSameAs(Thread.currentThread());
        assertThat(client.caller.isDaemon()).isTrue();
    }

    @Test
    void failureOfAnAsynchronousClient_isItsCause() {
        Asynchronous client = new Asynchronous();
        KmsKey key = KmsKey.of("K2MEDIA", "alias/media", client);
        client.answer = CompletableFuture.failedFuture(new CompletionException(new IllegalStateException("pending deletion")));

        assertThatThrownBy(() -> key.sign(POLICY).await().indefinitely()).isInstanceOf(IllegalStateException.class)
                .hasMessage("pending deletion");
        client.answer = CompletableFuture.failedFuture(new IllegalStateException("closed", new IOException("reset")));
        assertThatThrownBy(() -> key.sign(POLICY).await().indefinitely()).isInstanceOf(IllegalStateException.class)
                .hasMessage("closed");
        client.answer = CompletableFuture.failedFuture(new CompletionException("without a cause", null));
        assertThatThrownBy(() -> key.sign(POLICY).await().indefinitely()).isInstanceOf(CompletionException.class)
                .hasMessage("without a cause");
    }

    @Test
    void failureOfABlockingClient_isReported() {
        KmsKey key = KmsKey.of("K2MEDIA", "alias/media", new Blocking() {

            @Override
            public SignResponse sign(SignRequest request) {
                if (request.message().asByteArray().length == 1) {
                    throw new IllegalStateException("pending deletion");
                }
                return super.sign(request);
            }
        });

        assertThatThrownBy(() -> key.sign(new byte[1]).await().atMost(Duration.ofSeconds(60)))
                .isInstanceOf(IllegalStateException.class).hasMessage("pending deletion");
    }

    private static Asynchronous withoutPublicKey(Exception failure) {
        return new Asynchronous() {

            @Override
            public CompletableFuture<GetPublicKeyResponse> getPublicKey(GetPublicKeyRequest request) {
                return CompletableFuture.failedFuture(failure);
            }
        };
    }

    @Test
    void publicKeyThatAnAsynchronousClientCannotGet_isReported() {
        assertThatThrownBy(() -> KmsKey.of("K2MEDIA", "alias/media", withoutPublicKey(new IOException("reset"))))
                .isInstanceOf(CompletionException.class).hasRootCauseMessage("reset");
        Asynchronous client = withoutPublicKey(KmsInvalidStateException.builder().statusCode(400)
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode("KMSInvalidStateException").errorMessage("pending deletion")
                                .build())
                .build());

        assertThatThrownBy(() -> KmsKey.of("K2MEDIA", "alias/media", client))
                .hasMessageContaining("names a KMS key that cannot be used: AWS KMS refused GetPublicKey with status 400: "
                        + "KMSInvalidStateException (pending deletion)");
    }

    /** If KMS does not answer, the application still has its worker threads, and calls that were given up do not begin. */
    @Test
    void calls_areLimited_andDoNotBeginAfterTheyWereCancelled() throws Exception {
        Semaphore begun = new Semaphore(0);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Kms kms = Kms.of(new Blocking() {

            @Override
            public SignResponse sign(SignRequest request) {
                calls.incrementAndGet();
                begun.release();
                try {
                    answer.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return KmsTest.sign(request);
            }
        });
        SignRequest request = SignRequest.builder().message(SdkBytes.fromByteArray(POLICY)).messageType(MessageType.RAW)
                .build();
        List<CompletableFuture<byte[]>> running = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            running.add(kms.sign(request).subscribeAsCompletionStage());
        }
        assertThat(begun.tryAcquire(32, 60, TimeUnit.SECONDS)).isTrue();
        Cancellable waiting = kms.sign(request).subscribe().with(signature -> {
        });
        CompletableFuture<byte[]> last = kms.sign(request).subscribeAsCompletionStage();

        waiting.cancel();
        assertThat(calls).hasValue(32);
        for (int i = 0; i < 9_998; i++) {
            kms.sign(request).subscribe().with(signature -> {
            }).cancel();
        }
        assertThatThrownBy(() -> kms.sign(request).await().indefinitely()).isInstanceOf(IllegalStateException.class)
                .hasMessage("10000 signatures are already waiting for AWS KMS");
        answer.countDown();
        last.get(60, TimeUnit.SECONDS);

        assertThat(running).allSatisfy(call -> assertThat(call.get(60, TimeUnit.SECONDS)).isNotEmpty());
        assertThat(calls).hasValue(33);
    }

    @Test
    void key_describesItselfWithoutSecrets() {
        assertThat(KmsKey.of("K2MEDIA", "alias/media", new Blocking()))
                .hasToString("ECDSA_SHA256 key of key pair K2MEDIA in AWS KMS");
    }
}
