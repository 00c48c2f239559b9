package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyListing;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.ParameterWriter;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.text.SignatureRemoval;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;
import io.smallrye.mutiny.Uni;

/**
 * A signer with its configuration. Every signature is made here, for a {@linkplain #to(Recipient) recipient}.
 */
public final class ConfiguredSigner implements SignatureService.Use<DefaultSignedPolicy> {

    private static final Logger LOG = Logger.getLogger(ConfiguredSigner.class);

    private final SignerSettings settings;
    private final ExpiryRule expiry;
    private final @Nullable MarkSource marks;
    private final ParameterWriter parameters = new ParameterWriter();
    private final SignatureService<DefaultSignedPolicy> signatures;
    private volatile Lifetime longest;

    /**
     * A lifetime of grants.
     *
     * @param place the signer, method, field, template, or gate that has this lifetime, in words that can begin a sentence
     */
    public record Lifetime(Duration duration, String place) {
    }

    /**
     * @param listeners are notified of each signature
     * @param caller the thread that requests a signature
     * @param marks null if the application does not use marks
     */
    public ConfiguredSigner(SignerSettings settings, List<SignatureListener> listeners, CallerThread caller,
            @Nullable MarkSource marks) {
        this.settings = settings;
        this.expiry = settings.expiry();
        this.marks = marks;
        this.longest = new Lifetime(expiry.longest(expiry.expiresIn()), settings.keys().describe());
        this.signatures = new SignatureService<>(settings.keys().describe(), settings.keys(), settings.cacheSize(), listeners,
                caller, this);
    }

    /** The signer that an application's code uses. */
    public CloudFrontSigner forApplication() {
        return new ApplicationSigner(this, Recipient.ANYONE);
    }

    /**
     * Returns a signer for a recipient.
     *
     * @throws CloudFrontSignerException {@code INVALID_PLACEHOLDER_VALUE} if the recipient's tenant is not a DNS label
     */
    public RecipientSigner to(Recipient recipient) {
        return new RecipientSigner(this, recipient);
    }

    /**
     * Checks whether the literal parts of a template can be signed.
     *
     * @throws CloudFrontSignerException if they cannot be signed
     */
    public void requireSignable(PolicyTemplate template) {
        settings.guard().example().resource(template.example());
    }

    /**
     * Like {@link #requireSignable}, but also checks that browsers would send the cookies for the template to the distribution.
     */
    public void requireSettable(PolicyTemplate template) {
        requireSignable(template);
        settings.cookies().requireSent(settings.guard(), template);
    }

    <T> T counted(Supplier<T> check) {
        try {
            return check.get();
        } catch (CloudFrontSignerException e) {
            signatures.refused(e.reason());
            throw e;
        }
    }

    Policy unexpired(Policy policy) {
        return counted(() -> {
            expiry.requireFuture(policy.expiresAt());
            return policy;
        });
    }

    /**
     * @param signable the policy, whose URL or resource the guard has checked
     * @param form converts the signed policy to the result
     */
    <T> PendingSignature<T> signature(Signable signable, Function<DefaultSignedPolicy, T> form) {
        return new PendingSignature<>() {
            @Override
            public T now() {
                return form.apply(explained(signatures.sign(signable)));
            }

            @Override
            public Uni<T> later() {
                Uni<DefaultSignedPolicy> signed = signatures.signAsync(signable);
                return (LOG.isDebugEnabled() ? signed.invoke(ConfiguredSigner.this::explained) : signed).map(form);
            }
        };
    }

    /** Logs the grant, without its signature. */
    private DefaultSignedPolicy explained(DefaultSignedPolicy signed) {
        if (LOG.isDebugEnabled()) {
            Policy policy = signed.policy();
            LOG.debugf("%s grants %s until %s to %s, with a %s policy, signed with key pair %s", this,
                    Failure.quote(policy.resource()), policy.expiresAt(), policy.ipAddress().orElse("every viewer"),
                    policy.canned() ? "canned" : "custom", signed.keyPairId());
        }
        return signed;
    }

    @Override
    public DefaultSignedPolicy of(Policy policy, SigningKey key, byte[] signature) {
        return new DefaultSignedPolicy(policy, key, signature, parameters, settings.guard().of(policy.resource()),
                settings.cookies());
    }

    public String name() {
        return settings.name();
    }

    public SignerSettings settings() {
        return settings;
    }

    public ExpiryRule expiry() {
        return expiry;
    }

    @Nullable
    MarkSource marks() {
        return marks;
    }

    /** Removes the signatures of this signer from a text, for all tenants. */
    public String unsigned(String text) {
        return unsigned(text, settings.guard());
    }

    String unsigned(String text, UrlGuard guard) {
        return new SignatureRemoval(guard.origins(), guard.hasMarks()).remove(text);
    }

    /** Whether grants contain the user's mark. If so, the user's logins can be revoked before a grant expires. */
    public boolean isRevocable() {
        return marks != null;
    }

    /** Whether a caller may have to wait for a remote key's signature. */
    public boolean hasRemoteKey() {
        return settings.keys().hasRemoteKey();
    }

    /**
     * Records a lifetime of grants. After a key has been replaced, its public key is still needed for this time.
     *
     * @param place the place, as in {@link Lifetime}
     */
    public synchronized void grantsFor(Duration lifetime, String place) {
        Duration whole = expiry.longest(lifetime);
        settings.keys().grantsFor(whole);
        if (whole.compareTo(longest.duration()) > 0) {
            longest = new Lifetime(whole, place);
        }
    }

    public Lifetime longest() {
        return longest;
    }

    public Listing list() {
        return new Listing(settings.name(), settings.guard().base(), List.copyOf(settings.guard().hosts()),
                settings.keys().list(), expiry.expiresIn().toString(),
                expiry.window().map(Duration::toString).orElse(null), settings.boundToToken(),
                settings.reloadPeriod().map(Duration::toString).orElse(null), settings.cookieResource().orElse(null),
                settings.cookies().domain().orElse(null), settings.cookies().path().orElse(null));
    }

    public SignatureCacheStatus signatureCache() {
        return signatures.status();
    }

    /** The interval at which the keys are read again; empty if they are not read again. */
    public Optional<Duration> reloadPeriod() {
        return settings.keys().mayChange() ? settings.reloadPeriod() : Optional.empty();
    }

    @Override
    public String toString() {
        return settings.keys().describe();
    }

    /**
     * A signer as Dev UI shows it. Durations are in ISO 8601 format. Values that are not configured are null.
     *
     * @param url the scheme and host of the distribution
     * @param hosts the hosts whose URLs the signer may sign
     * @param cookieResource the template of the cookies' resource if an annotation does not set one
     */
    public record Listing(String name, String url, List<String> hosts, List<KeyListing> keys, String expiresIn,
            @Nullable String expiryWindow, boolean boundToToken, @Nullable String reloadPeriod, @Nullable String cookieResource,
            @Nullable String cookieDomain, @Nullable String cookiePath) {
    }
}
