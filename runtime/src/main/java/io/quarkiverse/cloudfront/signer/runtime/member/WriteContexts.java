package io.quarkiverse.cloudfront.signer.runtime.member;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter;
import io.quarkiverse.cloudfront.signer.runtime.viewer.ServedRequests;

/**
 * Knows what each thread is writing, and gives signed fields the values that belong there. There is no such bean in an
 * application without them.
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
     * The objects with signed fields.
     */
    public MemberRegistry registry() {
        return registry;
    }

    /**
     * What this thread writes for a client now.
     */
    public @Nullable WriteContext current() {
        return current.get();
    }

    /**
     * Has this thread write something else from now on.
     *
     * @return what it wrote before, to go back to
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
     * What the members of the current request's response are signed with as it is written.
     */
    public @Nullable MemberSigner signer() {
        WriteContext now = current.get();
        return now != null ? now.signer() : rest == null ? null : rest.kept();
    }

    /**
     * What members are signed with that are written now. Before there is a response, as in the steps of a {@code Uni}
     * that a method has returned, the application writes for itself: into a cache, where the URLs of one user are for nobody
     * else.
     */
    private @Nullable MemberSigner activeSigner() {
        return current.get() != null || rest != null && rest.isResponding() ? signer() : null;
    }

    /**
     * A member's value as it is written now: signed in a response, and as it is where the application writes for itself.
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

    private @Nullable Object write(MemberRule rule, @Nullable Object value, @Nullable WriteContext now) {
        MemberSigner signer = activeSigner();
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
                    + " is in a response that did not come from a REST method's return value, and is signed in no other; "
                    + "return the object from a method, or leave the field null in exception mappers, filters, "
                    + "AsyncResponse and SseEventSink");
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
     * Whether an HTTP request is served that is not one of Quarkus REST, so that what is written may be its response.
     */
    private boolean isForOtherLayer() {
        return (rest == null || !rest.isServing()) && requests.isServing();
    }
}
