package io.quarkiverse.cloudfront.signer.runtime.revocation;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfigurationProblems;
import io.quarkiverse.cloudfront.signer.runtime.mark.KeyValueStores;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner.Lifetime;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Opens the store that {@code marks.store} names.
 */
final class ConfiguredStore {

    private static final String STORE = "quarkus.cloudfront-signer.marks.store";
    private static final String KEEP = "quarkus.cloudfront-signer.marks.keep-revocations";

    private ConfiguredStore() {
    }

    /**
     * @param service the service that opens stores; empty in an application without the module that has it
     * @return null if no store is configured
     * @throws ConfigurationException if the store cannot be used
     */
    static @Nullable RevocationStore open(CloudFrontSignersRuntimeConfig config, Optional<KeyValueStores> service) {
        String name = config.marksStore().orElse(null);
        if (name == null) {
            return null;
        }
        ConfigurationProblems problems = new ConfigurationProblems();
        RevocationStore store = null;
        if (service.isPresent()) {
            try {
                store = service.get().open(name, config.marksKeepRevocations());
            } catch (IllegalArgumentException e) {
                problems.add(STORE, String.valueOf(e.getMessage()));
            }
        } else {
            problems.add(STORE, "is set, but the application does not have the module that writes to it. Add the dependency "
                    + "io.quarkiverse.cloudfront:quarkus-cloudfront-signer-aws");
        }
        problems.throwIfAny();
        return store;
    }

    /**
     * Checks how long the store keeps revocations. Called when everything that signs is known.
     *
     * @throws ConfigurationException if the store would remove revocations too early
     */
    static void requireKept(CloudFrontSignersRuntimeConfig config, Collection<ConfiguredSigner> signers) {
        Lifetime longest = signers.stream().map(ConfiguredSigner::longest).max(Comparator.comparing(Lifetime::duration))
                .orElse(null);
        Duration kept = config.marksKeepRevocations();
        if (config.marksStore().isPresent() && longest != null && longest.duration().compareTo(kept) > 0) {
            ConfigurationProblems problems = new ConfigurationProblems();
            problems.add(KEEP, ("is %s. %s grants access for %s, so revoked logins would be accepted again. Set it to at least "
                    + "%s").formatted(kept, longest.place(), longest.duration(), longest.duration()));
            problems.throwIfAny();
        }
    }
}
