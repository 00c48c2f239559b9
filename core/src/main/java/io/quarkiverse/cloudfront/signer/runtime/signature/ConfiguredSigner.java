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
 * A signer with its configuration. All signatures are made here, for a {@linkplain #to(Recipient) recipient}.
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
     * @param place the signer, method, field, template, or gate that has it, as the beginning of a sentence
     */
    public record Lifetime(Duration duration, String place) {
    }

    /**
     * @param listeners are notified of each signature
     * @param caller the thread that asks for a signature
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

    /** The signer for an application's code. */
    public CloudFrontSigner forApplication() {
        return new ApplicationSigner(this, Recipient.ANYONE);
    }

    /**
     * Signs for a recipient.
     *
     * @throws CloudFrontSignerException {@code INVALID_PLACEHOLDER_VALUE} if the recipient's tenant is not a DNS label
     */
    public RecipientSigner to(Recipient recipient) {
        return new RecipientSigner(this, recipient);
    }

    /**
     * Checks whether the literal parts of a template can be signed.
     *
     * @throws CloudFrontSignerException if not
     */
    public void requireSignable(PolicyTemplate template) {
        settings.guard().example().resource(template.example());
    }

    /**
     * Like {@link #requireSignable}, but also checks whether browsers would send its cookies to the distribution.
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
     * @param signable has a URL or resource that the guard has checked
     * @param form the form of the result
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
            LOG.debugf("%s grants %s until %s to %s, by a %s policy with key pair %s", this, Failure.quote(policy.resource()),
                    policy.expiresAt(), policy.ipAddress().orElse("every viewer"), policy.canned() ? "canned" : "custom",
                    signed.keyPairId());
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

    /** A text without the signatures of this signer, for whichever tenant it was signed. */
    public String unsigned(String text) {
        return unsigned(text, settings.guard());
    }

    String unsigned(String text, UrlGuard guard) {
        return new SignatureRemoval(guard.origins(), guard.hasMarks()).remove(text);
    }

    /** Whether each grant names its user, whose logins can be revoked before the grant expires. */
    public boolean isRevocable() {
        return marks != null;
    }

    /** Whether a caller may have to wait for a remote key's signature. */
    public boolean hasRemoteKey() {
        return settings.keys().hasRemoteKey();
    }

    /**
     * Records a lifetime of grants, for which a key's public key is needed after the key has been replaced.
     *
     * @param place like that of {@link Lifetime}
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

    /** The interval at which the keys are read again, if they are. */
    public Optional<Duration> reloadPeriod() {
        return settings.keys().mayChange() ? settings.reloadPeriod() : Optional.empty();
    }

    @Override
    public String toString() {
        return settings.keys().describe();
    }

    /**
     * A signer as Dev UI shows it. Durations are in ISO form. Values that are not configured are null.
     *
     * @param url scheme and host of the distribution
     * @param hosts the hosts whose URLs it may sign
     * @param cookieResource the template of the cookies' resource if an annotation does not set one
     */
    public record Listing(String name, String url, List<String> hosts, List<KeyListing> keys, String expiresIn,
            @Nullable String expiryWindow, boolean boundToToken, @Nullable String reloadPeriod, @Nullable String cookieResource,
            @Nullable String cookieDomain, @Nullable String cookiePath) {
    }
}
