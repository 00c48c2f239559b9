package io.quarkiverse.cloudfront.signer.runtime.member;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ParallelSigner;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.grant.MemberPlacement;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.smallrye.mutiny.Uni;

/**
 * Signs the fields of the return value of one call of a REST method while it is written. Fields with equal terms share a grant
 * and, with a resource, one signature.
 */
public final class MemberSigner implements Predicate<Object> {

    private final GrantTerms terms;
    private final MemberPlacement members;
    private final Grant grant;
    private final @Nullable Viewer viewer;
    private final MemberRegistry registry;
    private final ParallelSigner parallelSigner;
    private final ReturnValueRewriter rewriter;
    private final @Nullable UnaryOperator<String>[] signers;
    private final boolean[] lasting;
    private boolean userRequired;

    /**
     * @param grant the method's grant, captured when it was called
     */
    @SuppressWarnings("unchecked")
    public MemberSigner(GrantTerms terms, MemberPlacement members, Grant grant, @Nullable Viewer viewer,
            MemberRegistry registry, ParallelSigner parallelSigner) {
        this.terms = terms;
        this.members = members;
        this.grant = grant;
        this.viewer = viewer;
        this.registry = registry;
        this.parallelSigner = parallelSigner;
        this.rewriter = new ReturnValueRewriter(null);
        this.signers = new UnaryOperator[registry.groups()];
        this.lasting = new boolean[registry.groups()];
        this.userRequired = members == MemberPlacement.PERHAPS_FOR_USERS;
    }

    /**
     * Whether such objects have signed fields, as the build knows from the method's return type or from the object's class.
     */
    @Override
    public boolean test(@Nullable Object value) {
        return switch (members) {
            case RETURNED, IN_ENTITY -> true;
            default -> hasMembers(value);
        };
    }

    /**
     * Whether signed fields may be written for this value, so that it should be written off the event loop.
     */
    public boolean mayWrite(@Nullable Object value) {
        return value != null && (test(value) || value instanceof Collection || value instanceof Map || value instanceof Optional
                || value instanceof Object[] || !value.getClass().getName().startsWith("java."));
    }

    boolean hasMembers(@Nullable Object value) {
        if (value instanceof Collection<?> collection) {
            return haveMembers(collection);
        } else if (value instanceof Map<?, ?> map) {
            return haveMembers(map.values()) || haveMembers(map.keySet());
        } else if (value instanceof Object[] array) {
            for (Object element : array) {
                if (hasMembers(element)) {
                    return true;
                }
            }
            return false;
        } else if (value instanceof Optional<?> optional) {
            return optional.isPresent() && hasMembers(optional.get());
        }
        return value != null && registry.isOne(value.getClass());
    }

    private boolean haveMembers(Collection<?> values) {
        for (Object value : values) {
            if (hasMembers(value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether one signature is sufficient for all fields, so that writing them does not have to wait for further ones.
     */
    public boolean hasOnePolicy() {
        return grant.hasResource() && isBase() && registry.leaveAllToMethods() && !userRequired;
    }

    private boolean isBase() {
        return !terms.cookies();
    }

    /**
     * Makes this signature.
     */
    public Uni<Void> signLater() {
        return grant.named(grant.sign()).toUni().invoke(signed -> {
            limitCaching(signed.expiresAt());
            UnaryOperator<String> urls = grant.urls(signed);
            for (int group = 0; group < signers.length; group++) {
                signers[group] = urls;
                lasting[group] = true;
            }
        }).replaceWithVoid();
    }

    @Nullable
    Object sign(MemberRule rule, @Nullable Object value) {
        try {
            UnaryOperator<String> signer = signer(rule);
            return lasting[rule.group()] ? rewriter.rewrite(value, signer)
                    : parallelSigner.rewrite(rewriter, value, signer);
        } catch (CloudFrontSignerException e) {
            throw new CloudFrontSignerException(e.reason(), rule.member().description() + ", which "
                    + terms.description() + " returns: " + e.getMessage(), e.getCause());
        }
    }

    private UnaryOperator<String> signer(MemberRule rule) {
        UnaryOperator<String> signer = signers[rule.group()];
        if (signer == null) {
            signer = newSigner(rule);
            signers[rule.group()] = signer;
        }
        return signer;
    }

    private UnaryOperator<String> newSigner(MemberRule rule) {
        requireUser();
        Grant own = grant(rule);
        User user = own.user().await();
        if (own.hasResource()) {
            DefaultSignedPolicy signed = own.sign(user).await();
            lasting[rule.group()] = true;
            limitCaching(signed.expiresAt());
            return own.urls(signed);
        }
        Instant expiry = own.expiry(user);
        limitCaching(expiry);
        return url -> own.signUrl(url, expiry).await();
    }

    private void requireUser() {
        if (userRequired) {
            grant.requireUser();
            userRequired = false;
        }
    }

    private Grant grant(MemberRule rule) {
        if (rule.saysNothing() && isBase()) {
            return grant;
        }
        return grant.with(rule.apply(terms), rule.member().bindToIp() ? Viewer.addressOf(viewer) : null);
    }

    /**
     * Renews the expiry of fields without a resource, for the next item of a stream.
     */
    void renew() {
        for (int group = 0; group < signers.length; group++) {
            if (!lasting[group]) {
                signers[group] = null;
            }
        }
    }

    private void limitCaching(Instant expiry) {
        if (viewer != null) {
            viewer.limitCaching(expiry, terms.description());
        }
    }

    /**
     * The failure if anything other than JSON would be written.
     */
    public CloudFrontSignerException notJson() {
        return new CloudFrontSignerException(Reason.UNSUPPORTED,
                terms.description() + ": it returns an object whose fields have @SignedResource, but fields are "
                        + "signed in JSON only. Have the method produce JSON");
    }

    /**
     * Limits the caching of a stream by the expiry of its first signatures, because its headers are sent before the first item.
     */
    void limitCaching() {
        limitCaching(earliestEnd());
    }

    /**
     * The earliest expiry, as far as it is known without waiting for the user.
     */
    private Instant earliestEnd() {
        Instant earliest = grant.earliestExpiry();
        for (MemberRule rule : registry.rules()) {
            if (!rule.saysNothing()) {
                Instant expiry = grant.with(rule.apply(terms), null).earliestExpiry();
                earliest = expiry.isBefore(earliest) ? expiry : earliest;
            }
        }
        return earliest;
    }
}
