package io.quarkiverse.cloudfront.signer.runtime.field;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ParallelSigner;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter;
import io.quarkiverse.cloudfront.signer.runtime.grant.Entitlement;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.grant.ValueSigner;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.smallrye.mutiny.Uni;

/**
 * Signs the fields of the return value of one call of a REST method while it is written. Fields with equal terms share a grant
 * and, with a resource, one signature.
 */
public final class FieldSigner implements Predicate<Object> {

    /**
     * @param lasting whether the values of all items of a stream are signed in this way
     */
    private record Signing(ValueSigner values, boolean lasting) {
    }

    private final GrantTerms terms;
    private final FieldPlacement fields;
    private final Grant grant;
    private final @Nullable Viewer viewer;
    private final FieldRules rules;
    private final ParallelSigner parallelSigner;
    private final ReturnValueRewriter rewriter = new ReturnValueRewriter(null);
    private final Map<FieldRules.Rule, Signing> signings = new IdentityHashMap<>();
    /** Items of a stream that another library sends, until they are written. */
    private final Set<Object> awaited = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private @Nullable Signing common;
    private boolean userRequired;

    /**
     * @param grant the method's grant, captured when the method was called
     */
    public FieldSigner(GrantTerms terms, FieldPlacement fields, Grant grant, @Nullable Viewer viewer, FieldRules rules,
            ParallelSigner parallelSigner) {
        this.terms = terms;
        this.fields = fields;
        this.grant = grant;
        this.viewer = viewer;
        this.rules = rules;
        this.parallelSigner = parallelSigner;
        this.userRequired = fields == FieldPlacement.PERHAPS_FOR_USERS;
    }

    /**
     * Whether the value has signed fields, according to the method's return type or to the class of the value.
     */
    @Override
    public boolean test(@Nullable Object value) {
        return isSure() || rules.holders().areIn(value);
    }

    private boolean isSure() {
        return fields == FieldPlacement.RETURNED || fields == FieldPlacement.IN_ENTITY;
    }

    /**
     * Whether signed fields may be written for this value. If so, it should be written off the event loop.
     */
    public boolean mayWrite(@Nullable Object value) {
        return value != null && (test(value) || value instanceof Collection || value instanceof Map || value instanceof Optional
                || value instanceof Object[] || !value.getClass().getName().startsWith("java."));
    }

    void await(Object item) {
        awaited.add(item);
    }

    /**
     * Whether the body is an awaited item. If it is, it is no longer awaited afterwards.
     */
    public boolean isAwaited(Object body) {
        return awaited.remove(body);
    }

    /**
     * Whether one signature is sufficient for all fields. If so, writing the fields does not have to wait for further
     * signatures.
     */
    public boolean hasOnePolicy() {
        return grant.hasResource() && terms.delivery() == Delivery.URL && rules.leaveAllToMethods() && !userRequired;
    }

    /**
     * Makes the one signature for all fields.
     */
    public Uni<Void> signLater() {
        return grant.named(grant.sign()).toUni().invoke(signed -> {
            limitCaching(signed.expiresAt());
            common = new Signing(grant.values(signed), true);
        }).replaceWithVoid();
    }

    @Nullable
    Object sign(FieldRules.Rule rule, String field, @Nullable Object value) {
        try {
            Signing signing = common != null ? common
                    : signings.computeIfAbsent(rule, unknown -> newSigning(unknown, field));
            return signing.lasting() ? rewriter.rewrite(value, signing.values())
                    : parallelSigner.rewrite(rewriter, value, signing.values());
        } catch (CloudFrontSignerException e) {
            throw Failure.in(field + ", which " + terms.description() + " returns", e);
        }
    }

    private Signing newSigning(FieldRules.Rule rule, String field) {
        if (userRequired) {
            grant.requireUser();
            userRequired = false;
        }
        Grant own = grant(rule, field);
        Entitlement entitled = own.entitled().await();
        if (own.hasResource()) {
            DefaultSignedPolicy signed = entitled.sign().await();
            limitCaching(signed.expiresAt());
            return new Signing(own.values(signed), true);
        }
        Instant expiry = entitled.expiry();
        limitCaching(expiry);
        Function<String, Later<String>> urls = entitled.eachUrl(expiry);
        return new Signing(url -> urls.apply(url).await(), false);
    }

    private Grant grant(FieldRules.Rule rule, String field) {
        if (rule.terms().sayNothing() && terms.delivery() == Delivery.URL) {
            return grant;
        }
        return grant.with(rule.apply(terms, field), rule.terms().bindToIp() ? Viewer.addressOf(viewer) : null);
    }

    /**
     * Renews the expiry of fields without a resource, for the next item of a stream.
     */
    void renew() {
        signings.values().removeIf(signing -> !signing.lasting());
    }

    private void limitCaching(Instant expiry) {
        grant.limitCaching(viewer, expiry);
    }

    /**
     * The failure if anything other than JSON would be written.
     */
    public CloudFrontSignerException notJson() {
        return new CloudFrontSignerException(Reason.UNSUPPORTED,
                terms.description() + ": it returns an object whose fields have @SignedResource, but fields are "
                        + "signed in JSON only. Have the method produce JSON");
    }

    CloudFrontSignerException thrown() {
        return new CloudFrontSignerException(Reason.UNSUPPORTED,
                terms.description() + ": it throws a response whose fields have @SignedResource, but fields are only signed "
                        + "in responses that it returns. Return the response");
    }

    /**
     * The reason why a body without any signed field must not be sent; null if it may be sent.
     */
    @Nullable
    CloudFrontSignerException unsigned(@Nullable Object body) {
        return !isSure() || !rules.areReported() || !rules.owners().areIn(body) ? null
                : new CloudFrontSignerException(Reason.UNSUPPORTED,
                        terms.description() + ": it returns an object whose fields have @SignedResource, but none was "
                                + "signed, because something other than the application's ObjectMapper or Jsonb wrote it. Remove "
                                + "the serializer of its class, or the annotation");
    }

    /**
     * Limits the caching of a stream by the expiry of its first signatures, as far as it is known without waiting for the user.
     * This happens early because the headers of the stream are sent before the first item.
     */
    void limitCaching() {
        Instant earliest = grant.earliestExpiry();
        for (FieldRules.Rule rule : rules.all()) {
            if (!rule.terms().sayNothing()) {
                Instant expiry = grant.with(rule.apply(terms, terms.description()), null).earliestExpiry();
                earliest = expiry.isBefore(earliest) ? expiry : earliest;
            }
        }
        limitCaching(earliest);
    }
}
