package io.quarkiverse.cloudfront.signer.runtime.signer;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerSettings;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyStatus;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.ForeignUris;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.ParameterWriter;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyBuilder;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureCacheStatus;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureListener;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureService;
import io.quarkiverse.cloudfront.signer.runtime.url.Refusal;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * A signer with its configuration. All signatures are made here.
 */
public final class ConfiguredSigner implements CloudFrontSigner {

    private static final Logger LOG = Logger.getLogger(ConfiguredSigner.class);

    private final SignerSettings settings;
    private final UrlGuard guard;
    private final ParameterWriter parameters = new ParameterWriter();
    private final SignatureService<DefaultSignedPolicy> signatures;

    /**
     * @param listeners are notified of each signature
     */
    ConfiguredSigner(SignerSettings settings, List<SignatureListener> listeners) {
        this.settings = settings;
        this.guard = settings.guard();
        this.signatures = new SignatureService<>(SignerProperties.describe(settings.name()), settings.keys(),
                settings.cacheSize(), listeners, this::apply);
    }

    @Override
    public String sign(String pathOrUrl) {
        return sign(pathOrUrl, settings.expiry().expiresAt(), null);
    }

    @Override
    public URI sign(URI url) {
        return signGuarded(guarded(url.toString()), settings.expiry().expiresAt(), null).cannedUri();
    }

    @Override
    public Uni<String> signAsync(String pathOrUrl) {
        return signAsync(pathOrUrl, settings.expiry().expiresAt(), null);
    }

    @Override
    public Uni<URI> signAsync(URI url) {
        return signAsync(url.toString()).map(URI::create);
    }

    /**
     * Signs one URL with its own policy.
     *
     * @param viewerIp the only address that may use it; null for any
     */
    public Later<String> signUrl(String pathOrUrl, Instant expiresAt, @Nullable String viewerIp) {
        return Later.of(() -> sign(pathOrUrl, expiresAt, viewerIp), () -> signAsync(pathOrUrl, expiresAt, viewerIp));
    }

    private String sign(String pathOrUrl, Instant expiresAt, @Nullable String viewerIp) {
        String url = guarded(pathOrUrl);
        return signGuarded(url, expiresAt, viewerIp).append(url);
    }

    private Uni<String> signAsync(String pathOrUrl, Instant expiresAt, @Nullable String viewerIp) {
        return Uni.createFrom().deferred(() -> {
            String url = guarded(pathOrUrl);
            Policy policy = policyOf(url, expiresAt, viewerIp);
            return signedAsync(policy).map(signed -> signed.append(url));
        });
    }

    private String guarded(String pathOrUrl) {
        return counted(() -> guard.url(pathOrUrl));
    }

    private static Policy policyOf(String url, Instant expiresAt, @Nullable String viewerIp) {
        return viewerIp == null ? Policy.canned(url, expiresAt)
                : new Policy(url, expiresAt, Optional.empty(), Optional.of(viewerIp), false);
    }

    @Override
    public DefaultSignedPolicy sign(Policy policy) {
        return signUnexpired(guarded(policy));
    }

    @Override
    public Uni<SignedPolicy> signAsync(Policy policy) {
        return Uni.createFrom().deferred(() -> signUnexpiredAsync(guarded(policy)));
    }

    private Policy guarded(Policy policy) {
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
     * @param policy one that {@link #policy(String)} of this signer has begun, and so checked
     */
    public Later<DefaultSignedPolicy> signGuarded(Policy policy) {
        return Later.of(() -> signUnexpired(policy), () -> signUnexpiredAsync(policy));
    }

    private DefaultSignedPolicy signUnexpired(Policy policy) {
        return explained(signatures.sign(unexpired(policy)));
    }

    private DefaultSignedPolicy explained(DefaultSignedPolicy signed) {
        if (LOG.isDebugEnabled()) {
            explain(signed);
        }
        return signed;
    }

    private Uni<DefaultSignedPolicy> signUnexpiredAsync(Policy policy) {
        return signedAsync(unexpired(policy));
    }

    private Policy unexpired(Policy policy) {
        return counted(() -> {
            settings.expiry().requireFuture(policy.expiresAt());
            return policy;
        });
    }

    private Uni<DefaultSignedPolicy> signedAsync(Policy policy) {
        Uni<DefaultSignedPolicy> signed = signatures.signAsync(policy);
        return LOG.isDebugEnabled() ? signed.invoke(this::explain) : signed;
    }

    /**
     * Logs the grant, without its signature.
     */
    private void explain(DefaultSignedPolicy signed) {
        Policy policy = signed.policy();
        LOG.debugf("%s grants %s until %s to %s, by a %s policy with key pair %s", this, Refusal.quote(policy.resource()),
                policy.expiresAt(), policy.ipAddress().orElse("every viewer"), policy.canned() ? "canned" : "custom",
                signed.keyPairId());
    }

    private DefaultSignedPolicy apply(Policy policy, SigningKey key, byte[] signature) {
        return new DefaultSignedPolicy(policy, key, signature, parameters, guard, settings.cookies());
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
     * Whether grants expire with the user's token.
     */
    public boolean isBoundToToken() {
        return settings.boundToToken();
    }

    /**
     * The resource of cookies if an annotation does not set one.
     */
    public Optional<String> cookieResource() {
        return settings.cookieResource();
    }

    /**
     * Where a path of the distribution is, seen from a page of the application.
     *
     * @param authority the host of the page, with its port if it has one
     * @return the path itself if the distribution also delivers the page
     */
    public String seenFrom(String authority, String path) {
        return guard.hosts().contains(authority.toLowerCase(Locale.ROOT)) ? path : guard.base() + path;
    }

    /**
     * The path of its cookies, if it is not that of the policy's resource.
     */
    public Optional<String> cookiePath() {
        return settings.cookies().path();
    }

    /**
     * How to treat the URIs in a playlist that its grant does not cover.
     */
    public ForeignUris foreignUris() {
        return settings.foreignUris();
    }

    /**
     * Whether a caller may have to wait for a remote key's signature.
     */
    public boolean hasRemoteKey() {
        return settings.keys().hasRemoteKey();
    }

    /**
     * Records a lifetime of grants, for which a key's public key is needed after the key has been replaced.
     */
    public void grantsFor(Duration lifetime) {
        settings.keys().grantsFor(settings.expiry().longest(lifetime));
    }

    /**
     * The signer as Dev UI shows it.
     */
    public SignerListing list() {
        return SignerListing.of(settings);
    }

    void warmUp() {
        settings.keys().warmUp();
    }

    KeyStatus keys() {
        return settings.keys().status();
    }

    SignatureCacheStatus signatureCache() {
        return signatures.status();
    }

    /**
     * @return null if the keys are not reloaded
     */
    @Nullable
    KeyReload reload(Supplier<Vertx> vertx) {
        Optional<Duration> period = settings.reloadPeriod();
        return period.isPresent() && settings.keys().mayChange()
                ? new KeyReload(vertx.get(), settings.keys(), period.get())
                : null;
    }

    boolean signsPlainHttp() {
        return guard.scheme().equals("http");
    }

    @Override
    public String toString() {
        return SignerProperties.describe(name());
    }
}
