package io.quarkiverse.cloudfront.signer.runtime.signer;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.runtime.config.ApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.corretto.CorrettoProvider;
import io.quarkiverse.cloudfront.signer.runtime.key.AwsKms;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastle;
import io.quarkus.arc.Arc;
import io.quarkus.credentials.CredentialsProvider;

/**
 * Looks up the application's beans in ArC, and fires its events.
 */
@Singleton
class ArcApplicationKeys implements ApplicationKeys {

    private final Instance<SigningKey> remoteKeys;
    private final Instance<CredentialsProvider> providers;
    private final Instance<CorrettoProvider> corretto;
    private final Instance<BouncyCastle> bouncyCastle;
    private final Instance<AwsKms> awsKms;
    private final Event<SigningKeyChanged> changes;

    ArcApplicationKeys(@Any Instance<SigningKey> remoteKeys, @Any Instance<CredentialsProvider> providers,
            Instance<CorrettoProvider> corretto, Instance<BouncyCastle> bouncyCastle, Instance<AwsKms> awsKms,
            Event<SigningKeyChanged> changes) {
        this.remoteKeys = remoteKeys;
        this.providers = providers;
        this.corretto = corretto;
        this.bouncyCastle = bouncyCastle;
        this.awsKms = awsKms;
        this.changes = changes;
    }

    @Override
    public List<SigningKey> remoteKeys(String signer) {
        Annotation qualifier = signer.equals(SignerName.DEFAULT) ? Default.Literal.INSTANCE : SignerName.Literal.of(signer);
        Instance<SigningKey> keys = remoteKeys.select(qualifier);
        return keys.isUnsatisfied() ? List.of() : keys.stream().toList();
    }

    @Override
    public Optional<CredentialsProvider> credentialsProvider(Optional<String> beanName) {
        if (beanName.isPresent()) {
            // as everywhere in Quarkus: by name, regardless of other qualifiers
            return Arc.container().instance(beanName.get()).get() instanceof CredentialsProvider provider
                    ? Optional.of(provider)
                    : Optional.empty();
        }
        Instance<CredentialsProvider> byDefault = providers.select(Default.Literal.INSTANCE);
        Instance<CredentialsProvider> candidates = byDefault.isResolvable() ? byDefault : providers;
        return ifResolvable(candidates);
    }

    @Override
    public Optional<CorrettoProvider> corretto() {
        return ifResolvable(corretto);
    }

    @Override
    public Optional<BouncyCastle> bouncyCastle() {
        return ifResolvable(bouncyCastle);
    }

    @Override
    public Optional<AwsKms> awsKms() {
        return ifResolvable(awsKms);
    }

    private static <T> Optional<T> ifResolvable(Instance<T> bean) {
        return bean.isResolvable() ? Optional.of(bean.get()) : Optional.empty();
    }

    @Override
    public void accept(SigningKeyChanged change) {
        changes.fireAsync(change);
    }
}
