package org.acme.archive;

import java.time.Duration;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import software.amazon.awssdk.services.kms.KmsAsyncClient;

// tag::keys[]
@Singleton
public class KmsKeys {

    @Produces
    @Singleton
    @SignerName("archive")
    KmsKey archive(@ConfigProperty(name = "archive.kms.key-pair-id") String keyPairId,
            @ConfigProperty(name = "archive.kms.algorithm") Algorithm algorithm,
            @ConfigProperty(name = "archive.kms.key-id") String keyId, KmsAsyncClient kms) {
        return new KmsKey(keyPairId, algorithm, keyId, kms);
    }

    @Produces
    @Singleton
    KmsAsyncClient kms() {
        return KmsAsyncClient.builder()
                // region, endpoint and credentials are the environment's
                .overrideConfiguration(client -> client.apiCallTimeout(Duration.ofSeconds(5)))
                .build();
    }

    void close(@Disposes KmsAsyncClient kms) {
        kms.close();
    }
    // end::keys[]

    @Produces
    @Singleton
    @SignerName("press")
    KmsKey press(@ConfigProperty(name = "press.kms.key-pair-id") String keyPairId,
            @ConfigProperty(name = "press.kms.algorithm") Algorithm algorithm,
            @ConfigProperty(name = "press.kms.key-id") String keyId, KmsAsyncClient kms) {
        return new KmsKey(keyPairId, algorithm, keyId, kms);
    }
    // tag::keys[]
}
// end::keys[]
