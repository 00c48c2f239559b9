package io.quarkiverse.cloudfront.signer.runtime.config;

import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRegistry;
import io.quarkiverse.cloudfront.signer.runtime.probe.SelfTest;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignerSettings;

/**
 * Finds the configured signers: by their properties, by an application's {@link SigningKey} bean, or both.
 *
 * @param keys the keys of all signers that have been read
 * @param marks whether the application uses marks
 */
public record SignerConfigurations(CloudFrontSignersRuntimeConfig config, ApplicationKeys application, KeyRegistry keys,
        boolean marks) {

    private static final String GATE = "gate";

    public SignerConfigurations(CloudFrontSignersRuntimeConfig config, ApplicationKeys application, boolean marks) {
        this(config, application, new KeyRegistry(), marks);
    }

    /**
     * The names of all signers for which any property is set, or that have a {@link SigningKey} bean.
     */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(config.signers().keySet());
        // the default signer is in the map whether or not anything is set for it
        if (!isConfigured(SignerName.DEFAULT)) {
            names.remove(SignerName.DEFAULT);
        }
        // the gate without a name also has the property expires-in
        if (!isConfigured(GATE)) {
            names.remove(GATE);
        }
        return names;
    }

    public boolean isConfigured(String name) {
        return isSet(config(name)) || !application.remoteKeys(name).isEmpty();
    }

    private static boolean isSet(SignerRuntimeConfig signer) {
        return signer.url().isPresent() || signer.keyPairId().isPresent() || signer.privateKey().isPresent()
                || signer.privateKeyLocation().isPresent() || signer.credentialsProvider().isPresent()
                || !signer.keys().isEmpty();
    }

    /**
     * Whether the properties of any signer are set, in an application without {@link SigningKey} beans.
     */
    public static boolean isAnySet(CloudFrontSignersRuntimeConfig config) {
        for (Map.Entry<String, SignerRuntimeConfig> signer : config.signers().entrySet()) {
            boolean always = signer.getKey().equals(SignerName.DEFAULT) || signer.getKey().equals(GATE);
            if (!always || isSet(signer.getValue())) {
                return true;
            }
        }
        return false;
    }

    /**
     * @return null if there is a problem, which is then added to the problems
     */
    public @Nullable SignerSettings read(String name, InstantSource clock, ConfigurationProblems problems) {
        return new SignerReader(name, config(name), keys, clock, problems, marks).read(application);
    }

    /**
     * The self-test of a signer that is configured without a problem.
     */
    public Optional<SelfTest> selfTest(ConfiguredSigner signer, ConfigurationProblems problems) {
        SignerRuntimeConfig config = config(signer.name());
        return config.probeResource().isEmpty() ? Optional.empty()
                : Optional.of(new SelfTestReader(signer, config, problems).read(config.probeResource().get()));
    }

    /**
     * The configuration of a signer. The map has defaults for each name.
     */
    private SignerRuntimeConfig config(String name) {
        return Objects.requireNonNull(config.signers().get(name));
    }
}
