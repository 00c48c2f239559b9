package io.quarkiverse.cloudfront.signer.runtime.config;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.runtime.signature.SignerSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The configuration of an application, as it is read at its start.
 */
public final class TestConfiguration {

    private TestConfiguration() {
    }

    public static CloudFrontSignersRuntimeConfig of(Map<String, String> properties) {
        return of(properties, Map.of());
    }

    public static CloudFrontSignersRuntimeConfig of(Map<String, String> properties, Map<String, String> environment) {
        return new SmallRyeConfigBuilder().addDiscoveredConverters().addDefaultInterceptors()
                .withMapping(CloudFrontSignersRuntimeConfig.class).withMapping(CloudFrontSignerBuildTimeConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 250), new EnvConfigSource(environment, 300))
                .build().getConfigMapping(CloudFrontSignersRuntimeConfig.class);
    }

    /**
     * The settings of each signer whose configuration can be used.
     */
    static Map<String, SignerSettings> read(CloudFrontSignersRuntimeConfig config, ApplicationKeys keys, InstantSource clock,
            ConfigurationProblems problems) {
        SignerConfigurations configurations = new SignerConfigurations(config, keys, false);
        Map<String, SignerSettings> signers = new HashMap<>();
        for (String name : configurations.names()) {
            SignerSettings settings = configurations.read(name, clock, problems);
            if (settings != null) {
                signers.put(name, settings);
            }
        }
        return signers;
    }

    /**
     * The settings of each signer, unless there are problems.
     */
    public static Map<String, SignerSettings> read(CloudFrontSignersRuntimeConfig config, ApplicationKeys keys,
            InstantSource clock) {
        ConfigurationProblems problems = new ConfigurationProblems();
        Map<String, SignerSettings> signers = read(config, keys, clock, problems);
        problems.throwIfAny();
        return signers;
    }
}
