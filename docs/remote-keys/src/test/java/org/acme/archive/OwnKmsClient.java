package org.acme.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;

/**
 * An application with a client of its own, which nothing else injects.
 */
abstract class OwnKmsClient {

    /** The calls of the application's client. */
    @ApplicationScoped
    public static class Calls {

        final AtomicInteger signatures = new AtomicInteger();
    }

    @Inject
    @SignerName("press")
    CloudFrontSigner press;

    @Inject
    Calls calls;

    @Test
    void client_isUsed() {
        int before = calls.signatures.get();
        press.sign("/pictures/opening.jpg");

        assertThat(calls.signatures).hasValue(before + 1);
    }

    public static class WithBlockingClient extends WithoutToken {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(BlockingClient.class);
        }
    }

    public static class WithAsynchronousClient extends WithoutToken {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(AsynchronousClient.class);
        }
    }

    @Alternative
    @Singleton
    public static class BlockingClient {

        @Produces
        @Singleton
        KmsClient client(Calls calls) {
            KmsClient kms = KmsClient.create();
            return new KmsClient() {

                @Override
                public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
                    return kms.getPublicKey(request);
                }

                @Override
                public SignResponse sign(SignRequest request) {
                    calls.signatures.incrementAndGet();
                    return kms.sign(request);
                }

                @Override
                public String serviceName() {
                    return kms.serviceName();
                }

                @Override
                public void close() {
                    kms.close();
                }
            };
        }
    }

    @Alternative
    @Singleton
    public static class AsynchronousClient {

        @Produces
        @Singleton
        KmsAsyncClient client(Calls calls) {
            KmsClient kms = KmsClient.create();
            return new KmsAsyncClient() {

                @Override
                public CompletableFuture<GetPublicKeyResponse> getPublicKey(GetPublicKeyRequest request) {
                    return CompletableFuture.completedFuture(kms.getPublicKey(request));
                }

                @Override
                public CompletableFuture<SignResponse> sign(SignRequest request) {
                    calls.signatures.incrementAndGet();
                    return CompletableFuture.supplyAsync(() -> kms.sign(request));
                }

                @Override
                public String serviceName() {
                    return kms.serviceName();
                }

                @Override
                public void close() {
                    kms.close();
                }
            };
        }
    }
}
