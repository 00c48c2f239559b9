package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.mark.Marks;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.ParameterWriter;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyBuilder;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.url.Refusal;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;
import io.smallrye.mutiny.Uni;

/**
 * A signer with its configuration. All signatures are made here.
 */
public final class ConfiguredSigner implements CloudFrontSigner, SignatureService.Use<DefaultSignedPolicy> {

    private static final Logger LOG = Logger.getLogger(ConfiguredSigner.class);

    private final SignerSettings settings;
    private final UrlGuard guard;
    private final ParameterWriter parameters = new ParameterWriter();
    private final SignatureService<DefaultSignedPolicy> signatures;
    private final @Nullable Marks marks;

    /**
     * @param listeners are notified of each signature
     * @param caller the thread that asks for a signature
     */
    public ConfiguredSigner(SignerSettings settings, List<SignatureListener> listeners, CallerThread caller) {
        this.settings = settings;
        this.guard = settings.guard();
        this.marks = settings.marks();
        this.signatures = new SignatureService<>(settings.keys().describe(), settings.keys(), settings.cacheSize(), listeners,
                caller, this);
    }

    /**
     * The signer for an application's code, which signs for the current user if the application uses marks.
     */
    public CloudFrontSigner injected() {
        return marks == null ? this : new MarkingSigner(this, marks);
    }

    /**
     * The mark of a user, or null if the application does not use marks.
     */
    public @Nullable String mark(@Nullable MarkedUser user) {
        return marks == null ? null
                : marks.mark(user == null ? MarkedUser.ANONYMOUS : user, settings.expiry().now(),
                        settings.expiry().windowSeconds());
    }

    private ConfiguredSigner(SignerSettings settings, UrlGuard guard, SignatureService<DefaultSignedPolicy> signatures) {
        this.settings = settings;
        this.guard = guard;
        this.marks = settings.marks();
        this.signatures = signatures;
    }

    @Override
    public ConfiguredSigner forTenant(String name) {
        return new ConfiguredSigner(settings, counted(() -> settings.guard().forTenant(name)), signatures);
    }

    /**
     * Checks whether the literal parts of a template can be signed.
     *
     * @throws CloudFrontSignerException if not
     */
    public void requireSignable(PolicyTemplate template) {
        (guard.tenantPlaceholder() != null ? forTenant("x") : this).policy(template.example());
    }

    @Override
    public String sign(String pathOrUrl) {
        return signUrl(pathOrUrl, settings.expiry().expiresAt(), null, null);
    }

    @Override
    public URI sign(URI url) {
        String guarded = unmarked(counted(() -> guard.url(url.toString())));
        return signGuarded(guarded, settings.expiry().expiresAt(), null).cannedUri();
    }

    @Override
    public Uni<String> signAsync(String pathOrUrl) {
        return signUrlLater(pathOrUrl, settings.expiry().expiresAt(), null, null);
    }

    @Override
    public Uni<URI> signAsync(URI url) {
        return signAsync(url.toString()).map(URI::create);
    }

    /**
     * Signs one URL with its own policy.
     *
     * @param viewerIp the only address that may use it; null for any
     * @param mark the {@linkplain #mark(MarkedUser) mark} of the user
     */
    public String signUrl(String pathOrUrl, Instant expiresAt, @Nullable String viewerIp, @Nullable String mark) {
        String url = guarded(pathOrUrl, expiresAt, mark);
        return signGuarded(url, expiresAt, viewerIp).append(url);
    }

    public Uni<String> signUrlLater(String pathOrUrl, Instant expiresAt, @Nullable String viewerIp, @Nullable String mark) {
        return Uni.createFrom().deferred(() -> {
            String url = guarded(pathOrUrl, expiresAt, mark);
            return signLater(policyOf(url, expiresAt, viewerIp)).map(signed -> signed.append(url));
        });
    }

    private String guarded(String pathOrUrl, Instant expiresAt, @Nullable String mark) {
        String url = counted(() -> guard.url(pathOrUrl));
        return mark == null ? unmarked(url) : DefaultSignedPolicy.marked(granted(url, expiresAt, mark), mark);
    }

    private String granted(String resource, Instant expiresAt, String mark) {
        Objects.requireNonNull(marks).granted(resource, expiresAt, mark);
        return resource;
    }

    private static Policy policyOf(String url, Instant expiresAt, @Nullable String viewerIp) {
        return viewerIp == null ? Policy.canned(url, expiresAt)
                : new Policy(url, expiresAt, Optional.empty(), Optional.of(viewerIp), false);
    }

    @Override
    public DefaultSignedPolicy sign(Policy policy) {
        return signGuarded(guarded(policy), null, false);
    }

    @Override
    public Uni<SignedPolicy> signAsync(Policy policy) {
        return Uni.createFrom().deferred(() -> signGuardedLater(guarded(policy), null, false));
    }

    Policy guarded(Policy policy) {
        counted(() -> policy.canned() ? guard.url(policy.resource()) : guard.resource(policy.resource()));
        return policy;
    }

    private <T> T counted(Supplier<T> check) {
        try {
            return check.get();
        } catch (CloudFrontSignerException e) {
            signatures.refused(e.reason());
            throw e;
        }
    }

    private DefaultSignedPolicy signGuarded(String url, Instant expiresAt, @Nullable String viewerIp) {
        DefaultSignedPolicy cached = viewerIp == null ? signatures.cached(url, expiresAt) : null;
        return explained(cached == null ? signatures.sign(policyOf(url, expiresAt, viewerIp)) : cached);
    }

    /**
     * Signs without another check of the resource.
     *
     * @param policy one that {@link #policy(String)} of this signer has begun, and therefore checked
     * @param mark the {@linkplain #mark(MarkedUser) mark} of the user
     * @param cookies whether it is for cookies, of which the mark is one, and not for URLs, which contain it
     */
    public DefaultSignedPolicy signGuarded(Policy policy, @Nullable String mark, boolean cookies) {
        DefaultSignedPolicy signed = explained(signatures.sign(marked(unexpired(policy), mark, cookies)));
        return mark == null ? signed : signed.marked(mark);
    }

    private Policy marked(Policy policy, @Nullable String mark, boolean cookies) {
        if (mark == null) {
            return unmarked(policy);
        }
        granted(policy.resource(), policy.expiresAt(), mark);
        return cookies ? policy : DefaultSignedPolicy.marked(policy, mark);
    }

    private <T> T unmarked(T signable) {
        if (marks != null) {
            throw new IllegalStateException("Signing needs the mark of a user");
        }
        return signable;
    }

    /**
     * Like {@link #signGuarded(Policy, String, boolean)}, but without blocking the caller.
     */
    public Uni<DefaultSignedPolicy> signGuardedLater(Policy policy, @Nullable String mark, boolean cookies) {
        Uni<DefaultSignedPolicy> signed = signLater(marked(unexpired(policy), mark, cookies));
        return mark == null ? signed : signed.map(shared -> shared.marked(mark));
    }

    private Policy unexpired(Policy policy) {
        return counted(() -> {
            settings.expiry().requireFuture(policy.expiresAt());
            return policy;
        });
    }

    private Uni<DefaultSignedPolicy> signLater(Policy policy) {
        Uni<DefaultSignedPolicy> signed = signatures.signAsync(policy);
        return LOG.isDebugEnabled() ? signed.invoke(this::explained) : signed;
    }

    /** Logs the grant, without its signature. */
    private DefaultSignedPolicy explained(DefaultSignedPolicy signed) {
        if (LOG.isDebugEnabled()) {
            Policy policy = signed.policy();
            LOG.debugf("%s grants %s until %s to %s, by a %s policy with key pair %s", this, Refusal.quote(policy.resource()),
                    policy.expiresAt(), policy.ipAddress().orElse("every viewer"), policy.canned() ? "canned" : "custom",
                    signed.keyPairId());
        }
        return signed;
    }

    @Override
    public DefaultSignedPolicy of(Policy policy, SigningKey key, byte[] signature) {
        return new DefaultSignedPolicy(policy, key, signature, parameters, guard.of(policy.resource()), settings.cookies());
    }

    @Override
    public Policy.Builder policy(String resource) {
        return new PolicyBuilder(guard.resource(resource), settings.expiry());
    }

    @Override
    public String name() {
        return settings.name();
    }

    public SignerSettings settings() {
        return settings;
    }

    public ExpiryRule expiry() {
        return settings.expiry();
    }

    /** Whether a caller may have to wait for a remote key's signature. */
    public boolean hasRemoteKey() {
        return settings.keys().hasRemoteKey();
    }

    /**
     * Records a lifetime of grants, for which a key's public key is needed after the key has been replaced.
     */
    public void grantsFor(Duration lifetime) {
        settings.keys().grantsFor(settings.expiry().longest(lifetime));
    }

    public SignerListing list() {
        return SignerListing.of(settings);
    }

    public SignatureCacheStatus signatureCache() {
        return signatures.status();
    }

    /** The interval at which the keys are read again, if they are. */
    public Optional<Duration> reloadPeriod() {
        return settings.keys().mayChange() ? settings.reloadPeriod() : Optional.empty();
    }

    @Override
    public String toString() {
        return settings.keys().describe();
    }
}
