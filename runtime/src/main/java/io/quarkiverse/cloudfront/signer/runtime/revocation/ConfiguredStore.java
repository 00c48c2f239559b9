package io.quarkiverse.cloudfront.signer.runtime.revocation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfigurationProblems;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.mark.RevocationStores;
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
     * @param service empty without the module that has one
     * @return null if none is configured
     * @throws ConfigurationException if the store cannot be used, or would forget revocations too early
     */
    static @Nullable RevocationStore open(CloudFrontSignersRuntimeConfig config, Optional<RevocationStores> service) {
        String name = config.marksStore().orElse(null);
        if (name == null) {
            return null;
        }
        ConfigurationProblems problems = new ConfigurationProblems();
        Duration kept = config.marksKeepRevocations();
        for (Map.Entry<String, SignerRuntimeConfig> signer : config.signers().entrySet()) {
            SignerRuntimeConfig each = signer.getValue();
            if (each.expiresIn().plus(each.expiryWindow().orElse(Duration.ZERO)).compareTo(kept) > 0) {
                problems.add(KEEP, "is " + kept + ", but URLs are valid for longer. Set it to more than the sum of "
                        + SignerProperties.name(signer.getKey(), "expires-in") + " and expiry-window");
            }
        }
        RevocationStore store = null;
        if (service.isPresent()) {
            try {
                store = service.get().open(name, kept);
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
}
