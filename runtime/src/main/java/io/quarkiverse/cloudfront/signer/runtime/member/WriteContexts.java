package io.quarkiverse.cloudfront.signer.runtime.member;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter;
import io.quarkiverse.cloudfront.signer.runtime.viewer.ServedRequests;

/**
 * Tracks what each thread is writing, and provides the values of signed fields. Applications without signed fields do not have
 * this bean.
 */
@Singleton
public class WriteContexts {

    private final MemberRegistry registry;
    private final @Nullable MemberResponses rest;
    private final ServedRequests requests;
    private final ReturnValueRewriter urls = new ReturnValueRewriter(null);
    private final ThreadLocal<WriteContext> current = new ThreadLocal<>();

    public WriteContexts(MemberRegistry registry, Instance<MemberResponses> rest, ServedRequests requests) {
        this.registry = registry;
        this.rest = rest.isResolvable() ? rest.get() : null;
        this.requests = requests;
    }

    /**
     * The classes with signed fields.
     */
    public MemberRegistry registry() {
        return registry;
    }

    /**
     * What this thread is writing for a client.
     */
    public @Nullable WriteContext current() {
        return current.get();
    }

    /**
     * Sets what this thread is writing.
     *
     * @return the previous context, to restore it
     */
    public @Nullable WriteContext begin(WriteContext begun) {
        WriteContext before = current.get();
        resume(begun);
        return before;
    }

    public void resume(@Nullable WriteContext before) {
        if (before == null) {
            current.remove();
        } else {
            current.set(before);
        }
    }

    /**
     * The signer of the fields in the current request's response.
     */
    public @Nullable MemberSigner signer() {
        WriteContext now = current.get();
        return now != null ? now.signer() : rest == null ? null : rest.kept();
    }

    /**
     * A field's value as it is written: signed in a response, and unsigned if the application writes for itself.
     *
     * @throws CloudFrontSignerException if it cannot be signed
     */
    public @Nullable Object write(int member, @Nullable Object value) {
        WriteContext now = current.get();
        try {
            return write(registry.rules().get(member), value, now);
        } catch (RuntimeException e) {
            if (now != null) {
                now.failed(e);
            }
            throw e;
        }
    }

    /**
     * The signer of the fields that are being written. Before there is a response, as in the steps of a {@code Uni} that a
     * method has returned, the application writes for itself, for example into a cache, which must not contain one user's URLs.
     */
    private @Nullable MemberSigner signer(@Nullable WriteContext now) {
        return now != null ? now.signer() : rest != null && rest.isResponding() ? rest.kept() : null;
    }

    private @Nullable Object write(MemberRule rule, @Nullable Object value, @Nullable WriteContext now) {
        MemberSigner signer = signer(now);
        if (signer != null) {
            Object signed = signer.sign(rule, value);
            if (now != null) {
                now.signed(signed, urls);
            }
            return signed;
        }
        boolean message = now != null && now.isMessage();
        if (!message && (now != null || rest != null && rest.isResponding())) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED, rule.member().description()
                    + " is in a response that is not a REST method's return value, so it cannot be signed. Return the object "
                    + "from a method, or leave the field null in exception mappers, filters, AsyncResponse and SseEventSink");
        } else if (message || isForOtherLayer()) {
            throw OtherEndpointFailure.failure(rule.member().description());
        }
        return value;
    }

    /**
     * Whether the application writes for itself, so that fields are written as they are.
     */
    public boolean isOwnUse() {
        return current.get() == null && (rest == null || !rest.isResponding()) && !isForOtherLayer();
    }

    /**
     * Whether something other than Quarkus REST serves the HTTP request, so that the current write may be its response.
     */
    private boolean isForOtherLayer() {
        return (rest == null || !rest.isServing()) && requests.isServing();
    }
}
