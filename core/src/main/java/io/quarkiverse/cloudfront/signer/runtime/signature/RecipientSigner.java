package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.net.URI;
import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.mark.Marker;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyBuilder;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * A signer for one recipient. It only signs for the recipient's tenant and address, makes grants expire no later than the
 * recipient allows, and adds the recipient's mark. It is for one call only, because a mark contains the time.
 */
public final class RecipientSigner {

    private final ConfiguredSigner signer;
    private final Recipient recipient;
    private final UrlGuard guard;
    private final @Nullable MarkSource marks;
    /** Created when it is first needed. Several threads may create it, but the results are equal. */
    private @Nullable Marker marker;

    /**
     * @throws CloudFrontSignerException {@code INVALID_PLACEHOLDER_VALUE} if the tenant is not a DNS label
     */
    RecipientSigner(ConfiguredSigner signer, Recipient recipient) {
        UrlGuard ofAll = signer.settings().guard();
        String tenant = recipient.tenant();
        this.signer = signer;
        this.recipient = recipient;
        this.guard = tenant == null ? ofAll : signer.counted(() -> ofAll.forTenant(tenant));
        this.marks = signer.marks();
    }

    /**
     * Returns a builder for a policy with the defaults of the signer.
     *
     * @throws CloudFrontSignerException if the resource must not be signed
     */
    public Policy.Builder policy(String resource) {
        return new PolicyBuilder(guard.resource(resource), signer.expiry());
    }

    /**
     * Checks a resource to which the recipient gets access.
     *
     * @throws CloudFrontSignerException if the resource must not be signed
     */
    public Resource resource(String resource) {
        return new Resource(guard.resource(resource));
    }

    /**
     * Signs one URL with its own policy.
     *
     * @throws CloudFrontSignerException if the URL must not be signed
     */
    public PendingSignature<String> url(String pathOrUrl, Instant expiresAt) {
        String url = signer.counted(() -> guard.url(pathOrUrl));
        if (recipient.address() == null) {
            return own(url, expiresAt, DefaultSignedPolicy::cannedUrl);
        }
        Policy policy = recipient.bounded(Policy.canned(url, recipient.until(expiresAt)));
        return marked(policy, Delivery.URL, signed -> signed.url(url));
    }

    /**
     * Like {@link #url(String, Instant)}, but for a {@code URI} and a recipient without an address. The parsed {@code URI} is
     * cached with the signature.
     */
    PendingSignature<URI> uri(URI url, Instant expiresAt) {
        return own(signer.counted(() -> guard.url(url.toString())), expiresAt, DefaultSignedPolicy::cannedUri);
    }

    private <T> PendingSignature<T> own(String url, Instant expiresAt, Function<DefaultSignedPolicy, T> form) {
        Instant until = recipient.until(expiresAt);
        return signer.signature(new Signable.Url(url, until, marks == null ? null : marker(marks, url, until)), form);
    }

    /**
     * Signs a policy.
     *
     * @param delivery how the policy reaches the viewer. A policy for URLs can contain the mark, but a policy for cookies does
     *        not
     * @throws CloudFrontSignerException if the resource must not be signed, or the policy has expired
     */
    public PendingSignature<DefaultSignedPolicy> sign(Policy policy, Delivery delivery) {
        signer.counted(() -> policy.canned() ? guard.url(policy.resource()) : guard.resource(policy.resource()));
        return checked(policy, delivery);
    }

    private PendingSignature<DefaultSignedPolicy> checked(Policy policy, Delivery delivery) {
        return marked(signer.unexpired(recipient.bounded(policy)), delivery, signed -> signed);
    }

    private <T> PendingSignature<T> marked(Policy policy, Delivery delivery, Function<DefaultSignedPolicy, T> form) {
        if (marks == null) {
            return signer.signature(Signable.of(policy), form);
        }
        Marker own = marker(marks, policy.resource(), policy.expiresAt());
        return signer.signature(Signable.of(own.policy(policy, delivery)), signed -> form.apply(signed.marked(own)));
    }

    private Marker marker(MarkSource known, String resource, Instant expiresAt) {
        MarkedUser user = recipient.user();
        if (user == null) {
            throw new IllegalStateException("Signing requires a user's mark");
        }
        Marker own = marker;
        if (own == null) {
            ExpiryRule expiry = signer.expiry();
            own = known.secret().marker(user, expiry.now(), expiry.windowSeconds());
            marker = own;
        }
        known.granted(user, own.begin(), resource, expiresAt);
        return own;
    }

    /**
     * A resource that the guard has checked.
     */
    public final class Resource {

        private final String absolute;

        private Resource(String absolute) {
            this.absolute = absolute;
        }

        /**
         * Signs a policy for this resource.
         *
         * @param delivery how the policy reaches the viewer, as for {@link RecipientSigner#sign(Policy, Delivery)}
         */
        public PendingSignature<DefaultSignedPolicy> sign(Instant expiresAt, Delivery delivery) {
            return checked(new PolicyBuilder(absolute, signer.expiry()).expiresAt(expiresAt).build(), delivery);
        }
    }
}
