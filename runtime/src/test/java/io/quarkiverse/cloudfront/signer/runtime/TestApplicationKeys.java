package io.quarkiverse.cloudfront.signer.runtime;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.runtime.config.ApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.corretto.CorrettoProvider;
import io.quarkiverse.cloudfront.signer.runtime.key.AwsKms;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastle;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkus.credentials.CredentialsProvider;

/**
 * An application without beans that provide keys, whose keys do not change. Tests override the methods for the beans that they
 * need.
 */
public class TestApplicationKeys implements ApplicationKeys {

    @Override
    public Optional<CorrettoProvider> corretto() {
        return Optional.empty();
    }

    @Override
    public Optional<BouncyCastle> bouncyCastle() {
        return Optional.of(new BouncyCastleLibrary());
    }

    @Override
    public Optional<AwsKms> awsKms() {
        return Optional.empty();
    }

    @Override
    public List<SigningKey> remoteKeys(String signer) {
        return List.of();
    }

    @Override
    public Optional<CredentialsProvider> credentialsProvider(Optional<String> beanName) {
        return Optional.empty();
    }

    @Override
    public void accept(SigningKeyChanged change) {
        throw new AssertionError(change);
    }
}
