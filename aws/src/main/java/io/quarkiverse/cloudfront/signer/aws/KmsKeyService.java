package io.quarkiverse.cloudfront.signer.aws;

import java.time.Duration;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.AwsKms;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Opens the keys that {@code private-key-location} names. If the application has a client for KMS, this client is used.
 */
@Singleton
public class KmsKeyService implements AwsKms {

    /** Shorter than the ten seconds for which the signer waits, so that the signer still learns the reason for a failure. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(3);

    private final Instance<KmsClient> clients;
    private @Nullable KmsClient own;
    private @Nullable Kms kms;

    KmsKeyService(Instance<KmsClient> clients) {
        this.clients = clients;
    }

    @Override
    public synchronized AwsKms.Key open(String keyPairId, String key) throws UnusableKeyException {
        if (kms == null) {
            kms = kms();
        }
        return KmsKey.open(keyPairId, key, kms);
    }

    private Kms kms() throws UnusableKeyException {
        // not injected, because quarkus-amazon-kms would then require every application to have the asynchronous HTTP client
        Instance<KmsAsyncClient> asynchronous = CDI.current().select(KmsAsyncClient.class);
        if (clients.isAmbiguous() || asynchronous.isAmbiguous()) {
            throw new UnusableKeyException("names a key in AWS KMS, but the application has several clients for it. Add a "
                    + "qualifier to all KmsClient and KmsAsyncClient beans except one");
        }
        if (clients.isResolvable()) {
            return Kms.of(clients.get());
        }
        if (asynchronous.isResolvable()) {
            return Kms.of(asynchronous.get());
        }
        own = createClient();
        return Kms.of(own);
    }

    /**
     * Creates a client with the region, the credentials, and the endpoint of the SDK's default chains.
     */
    static KmsClient createClient() throws UnusableKeyException {
        try {
            return KmsClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECTION_TIMEOUT)
                            .socketTimeout(RESPONSE_TIMEOUT))
                    .overrideConfiguration(client -> client.apiCallTimeout(CALL_TIMEOUT))
                    .build();
        } catch (SdkClientException e) {
            throw new UnusableKeyException("names a key in AWS KMS, but the AWS SDK cannot create a client for it (%s). Set "
                    .formatted(e.getMessage()) + "AWS_REGION, or produce a KmsClient bean", e);
        }
    }

    @PreDestroy
    void close() {
        if (own != null) {
            own.close();
        }
    }
}
