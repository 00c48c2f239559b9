package io.quarkiverse.cloudfront.signer.runtime.signer;

import java.util.Optional;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.runtime.config.ApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.corretto.CorrettoProvider;
import io.quarkus.arc.Arc;
import io.quarkus.credentials.CredentialsProvider;
import io.smallrye.common.annotation.Identifier;

/**
 * Finds the application's beans, and tells them.
 */
@Singleton
class ArcApplicationKeys implements ApplicationKeys {

    private final Instance<SigningKey> remoteKeys;
    private final Instance<CredentialsProvider> providers;
    private final Instance<CorrettoProvider> corretto;
    private final Event<SigningKeyChanged> changes;

    ArcApplicationKeys(@Any Instance<SigningKey> remoteKeys, @Any Instance<CredentialsProvider> providers,
            Instance<CorrettoProvider> corretto, Event<SigningKeyChanged> changes) {
        this.remoteKeys = remoteKeys;
        this.providers = providers;
        this.corretto = corretto;
        this.changes = changes;
    }

    @Override
    public Optional<SigningKey> remoteKey(String name) {
        Instance<SigningKey> candidates = remoteKeys.select(Identifier.Literal.of(name));
        return candidates.isUnsatisfied() ? Optional.empty() : Optional.of(candidates.get());
    }

    @Override
    public Optional<CredentialsProvider> credentialsProvider(Optional<String> beanName) {
        if (beanName.isPresent()) {
            // as everywhere in Quarkus: by name, whatever else qualifies the bean
            return Arc.container().instance(beanName.get()).get() instanceof CredentialsProvider provider
                    ? Optional.of(provider)
                    : Optional.empty();
        }
        Instance<CredentialsProvider> byDefault = providers.select(Default.Literal.INSTANCE);
        Instance<CredentialsProvider> candidates = byDefault.isResolvable() ? byDefault : providers;
        return candidates.isResolvable() ? Optional.of(candidates.get()) : Optional.empty();
    }

    @Override
    public Optional<CorrettoProvider> corretto() {
        return corretto.stream().findFirst();
    }

    @Override
    public void keyChanged(SigningKeyChanged change) {
        changes.fireAsync(change);
    }
}
