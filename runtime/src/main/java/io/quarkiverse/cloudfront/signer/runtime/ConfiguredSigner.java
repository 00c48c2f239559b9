package io.quarkiverse.cloudfront.signer.runtime;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.PolicySigner;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerSettings;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.policy.AppliedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyBuilder;
import io.quarkiverse.cloudfront.signer.runtime.policy.UrlGuard;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;

/**
 * A signer as its configuration describes it. The only place that asks a key for a signature.
 */
public final class ConfiguredSigner implements CloudFrontSigner {

    /** As {@link PolicySigner#sign(byte[])} promises. */
    private static final Duration REMOTE_KEY_TIMEOUT = Duration.ofSeconds(10);

    private final SignerSettings settings;
    private final UrlGuard guard;
    private final PolicySigner key;

    ConfiguredSigner(SignerSettings settings) {
        this.settings = settings;
        this.guard = settings.guard();
        this.key = settings.key();
    }

    @Override
    public URI sign(URI url) {
        return sign(url.toString());
    }

    @Override
    public URI sign(String pathOrUrl) {
        return URI.create(signUrl(pathOrUrl, settings.expiry().end(), null));
    }

    /**
     * Signs one URL with a policy of its own.
     *
     * @param viewerIp the only address that may use it, or null
     */
    public String signUrl(String pathOrUrl, Instant expiresAt, String viewerIp) {
        String url = guard.url(pathOrUrl);
        Policy policy = viewerIp == null ? Policy.canned(url, expiresAt)
                : new Policy(url, expiresAt, Optional.empty(), Optional.of(viewerIp), false);
        return signGuarded(policy).append(url);
    }

    @Override
    public AppliedPolicy sign(Policy policy) {
        check(policy);
        return signGuarded(policy);
    }

    @Override
    public Uni<SignedPolicy> signAsync(Policy policy) {
        return Uni.createFrom().deferred(() -> {
            check(policy);
            byte[] json = bytes(policy);
            return key.sign(json)
                    .onFailure().transform(this::unanswered)
                    .onItem().ifNull().failWith(() -> unanswered(null))
                    .ifNoItem().after(REMOTE_KEY_TIMEOUT).failWith(() -> unanswered(null))
                    .map(signature -> apply(policy, signature));
        });
    }

    private void check(Policy policy) {
        if (policy.canned()) {
            guard.url(policy.resource());
        } else {
            guard.resource(policy.resource());
        }
        if (!policy.expiresAt().isAfter(settings.expiry().clock().instant())) {
            throw new CloudFrontSignerException("The policy for %s expired at %s; give an expiry in the future"
                    .formatted(policy.resource(), policy.expiresAt()));
        }
    }

    private AppliedPolicy signGuarded(Policy policy) {
        byte[] json = bytes(policy);
        return apply(policy, key instanceof LocalKey local ? local.signNow(json) : awaitRemote(json));
    }

    private byte[] awaitRemote(byte[] json) {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new CloudFrontSignerException(
                    describe() + " has a remote key, whose answer the event loop must not wait for; "
                            + "use signAsync, return a Uni, or mark the method @Blocking");
        }
        byte[] signature;
        try {
            signature = key.sign(json).await().atMost(REMOTE_KEY_TIMEOUT);
        } catch (RuntimeException e) {
            throw unanswered(e);
        }
        if (signature == null) {
            throw unanswered(null);
        }
        return signature;
    }

    private CloudFrontSignerException unanswered(Throwable cause) {
        return cause instanceof CloudFrontSignerException e ? e
                : new CloudFrontSignerException(describe() + ": the PolicySigner of key pair " + key.keyPairId()
                        + " gave no signature"
                        + (cause == null ? " within " + REMOTE_KEY_TIMEOUT.toSeconds() + " seconds" : ""),
                        cause);
    }

    private AppliedPolicy apply(Policy policy, byte[] signature) {
        return new AppliedPolicy(policy, key, signature, guard, settings.cookies());
    }

    private static byte[] bytes(Policy policy) {
        return policy.json().getBytes(StandardCharsets.UTF_8);
    }

    private String describe() {
        return SignerProperties.describe(name());
    }

    @Override
    public Policy.Builder policy(String resource) {
        return new PolicyBuilder(guard.resource(resource), settings.expiry());
    }

    @Override
    public String name() {
        return settings.name();
    }

    public ExpiryRule expiry() {
        return settings.expiry();
    }

    /**
     * Whether a signature has to come from elsewhere, so that a caller has to wait for it.
     */
    public boolean hasRemoteKey() {
        return !(key instanceof LocalKey);
    }

    @Override
    public String toString() {
        return describe();
    }
}
