package io.quarkiverse.cloudfront.signer.runtime.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigDocSection;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
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
     * The secret of marks: 32 bytes or more in base64, or {@code file:} and the path of a file that contains them in base64.
     * CloudFront's function needs a key that is derived from it. Required with `marks.enabled`, except with the local edge.
     */
    @WithName("marks.secret")
    Optional<String> marksSecret();

    /**
     * The secret before a rotation, in the same form. As long as it is set, revocations also apply to the marks that were made
     * with it.
     */
    @WithName("marks.previous-secret")
    Optional<String> marksPreviousSecret();

    /**
     * The claim that identifies users in marks if their tokens have no `sub` claim. It is read from the token, or from its
     * UserInfo. Its value must never change, and must be different for each user, such as `id` with GitHub and Spotify. For a
     * nested claim, use a path, such as `data/id` with X. Required if a provider does not issue ID tokens.
     */
    @WithName("marks.subject-claim")
    Optional<String> marksSubjectClaim();

    /**
     * The ARN of the key value store of CloudFront that revocations are written to, such as
     * `arn:aws:cloudfront::111122223333:key-value-store/11111111-2222-3333-4444-555555555555`. Requires the
     * `quarkus-cloudfront-signer-aws` module. A bean of the application that implements `RevocationStore`, and the store of the
     * local
     * edge, take precedence.
     */
    @WithName("marks.store")
    Optional<String> marksStore();

    /**
     * How long a revocation stays in `marks.store`. After that, a revoked login is accepted again, so this must be longer than
     * your provider's sessions and the lifetime of everything that you sign. A store has room for about 200,000 users.
     */
    @WithName("marks.keep-revocations")
    @WithDefault("30d")
    Duration marksKeepRevocations();
}
