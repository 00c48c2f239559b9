package io.quarkiverse.cloudfront.signer.runtime.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.signature.PendingSignature;
import io.quarkiverse.cloudfront.signer.runtime.signature.RecipientSigner;
import io.quarkiverse.cloudfront.signer.runtime.user.User;

/**
 * The part of a grant that one user may have. It is created once, possibly before the method runs, and does not depend on the
 * clock. The {@link Grant} checks the user's token again each time the entitlement is asked for. The expiry is determined at
 * the time of signing.
 */
public final class Entitlement {

    private final Grant grant;
    private final GrantTerms terms;
    private final User user;
    private final Instant notAfter;
    private final RecipientSigner signer;
    /** Null if each URL gets its own policy. */
    private final RecipientSigner.@Nullable Resource resource;

    private Entitlement(Grant grant, GrantTerms terms, User user, Instant notAfter, RecipientSigner signer,
            RecipientSigner.@Nullable Resource resource) {
        this.grant = grant;
        this.terms = terms;
        this.user = user;
        this.notAfter = notAfter;
        this.signer = signer;
        this.resource = resource;
    }

    static Entitlement of(Grant grant, GrantTerms terms, User user, Map<String, String> values, @Nullable String viewerIp) {
        Instant notAfter = terms.notLaterThan(user);
        RecipientSigner signer = terms.to(user, notAfter, viewerIp);
        return new Entitlement(grant, terms, user, notAfter, signer,
                terms.template() == null ? null : GrantResource.of(terms, signer, values).of(user));
    }

    public User user() {
        return user;
    }

    /**
     * The time by which the user's grants must have expired.
     */
    Instant notAfter() {
        return notAfter;
    }

    /**
     * The expiry of a grant that is signed now.
     */
    public Instant expiry() {
        return grant.expiry(notAfter);
    }

    /**
     * Signs the policy of a grant with a resource.
     */
    public Later<DefaultSignedPolicy> sign() {
        try {
            PendingSignature<DefaultSignedPolicy> signature = Objects.requireNonNull(resource).sign(expiry(), terms.delivery());
            return Later.of(signature::now, signature::later);
        } catch (RuntimeException e) {
            return Later.failed(e);
        }
    }

    /**
     * Signs URLs, each with its own policy.
     */
    public Function<String, Later<String>> eachUrl(Instant expiresAt) {
        if (terms.content() != Content.URL) {
            // only the method that returns a field determines whether the field has a resource
            return url -> Later.failed(new CloudFrontSignerException(Reason.NOT_CONFIGURED,
                    "content = " + terms.content()
                            + " needs a policy that covers the files that the value refers to, but there is no resource; "
                            + "set one that ends in *, such as /videos/{id}/*, in this @SignedResource or in that of the "
                            + "method"));
        }
        return url -> Later.of(() -> signer.url(url, expiresAt).now(), () -> signer.url(url, expiresAt).later());
    }
}
