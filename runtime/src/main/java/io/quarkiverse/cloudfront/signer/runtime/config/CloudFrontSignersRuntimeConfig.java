package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.Map;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigDocSection;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;

/**
 * The signers, each with its own CloudFront key pair.
 */
@ConfigMapping(prefix = "quarkus.cloudfront-signer")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface CloudFrontSignersRuntimeConfig {

    /**
     * The signers by name.
     */
    @ConfigDocSection
    @ConfigDocMapKey("signer-name")
    @WithParentName
    @WithDefaults
    @WithUnnamedKey(SignerName.DEFAULT)
    Map<String, SignerRuntimeConfig> signers();
}
