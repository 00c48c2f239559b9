package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.Map;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigDocSection;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithName;
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

    /**
     * The secret that marks are made with: 32 bytes or more in base64, or {@code file:} and the path of a file that contains
     * them in base64. CloudFront's function needs a key that is derived from it. Required with `marks.enabled`, except with the
     * local edge.
     */
    @WithName("marks.secret")
    Optional<String> marksSecret();

    /**
     * The secret before a rotation, in the same form. As long as it is set, revocations also concern the marks that were made
     * with it.
     */
    @WithName("marks.previous-secret")
    Optional<String> marksPreviousSecret();
}
