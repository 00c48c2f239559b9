package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;

/**
 * The secret of marks, which say for whom a URL or a set of cookies was signed.
 */
@ConfigMapping(prefix = "quarkus.cloudfront-signer.marks")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface MarksRuntimeConfig {

    /**
     * The secret that marks are made with: 32 bytes or more in base64, or {@code file:} and the path of a file that contains
     * them in base64. CloudFront's function needs a key that is derived from it. Required with `marks.enabled`, except with the
     * local edge.
     */
    Optional<String> secret();

    /**
     * The secret before a rotation, in the same form. As long as it is set, revocations also concern the marks that were made
     * with it.
     */
    Optional<String> previousSecret();
}
