package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.policy.AppliedPolicy;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * What one call of a signed method grants its viewer, and how that reaches what the method returns: at once, or as soon as it
 * is there, but never so that the event loop waits for a remote key or for a batch of signatures.
 */
final class Grant {

    private final SignedInvocation invocation;
    private final ConfiguredSigner signer;
    private final String resource;
    private final Viewer viewer;
    private final String viewerIp;
    private final ReturnValueRewriter rewriter;

    /**
     * @param resource what one policy for all URLs names, or null where each has its own
     * @param viewer null outside of an HTTP request
     * @param viewerIp null where any viewer may use what is signed
     */
    Grant(SignedInvocation invocation, String resource, Viewer viewer, String viewerIp) {
        this.invocation = invocation;
        this.signer = invocation.signer();
        this.resource = resource;
        this.viewer = viewer;
        this.viewerIp = viewerIp;
        this.rewriter = new ReturnValueRewriter(invocation.rest());
    }

    Object sign(Object result) {
        if (result == null) {
            return null;
        } else if (result instanceof Uni<?> uni) {
            return uni.onItem().transformToUni(this::signLater);
        } else if (result instanceof Multi<?> multi) {
            return signItems(multi);
        } else if (result instanceof CompletionStage<?> stage) {
            return Uni.createFrom().completionStage(stage).onItem().transformToUni(this::signLater)
                    .subscribeAsCompletionStage();
        }
        return named(() -> signNow(result));
    }

    private Object signNow(Object value) {
        if (resource != null) {
            return apply(value, signer.sign(policy()));
        }
        if (!BlockingOperationControl.isBlockingAllowed() && rewriter.isBatch(value)) {
            throw new CloudFrontSignerException("the event loop must not wait for a batch of signatures; "
                    + "give @SignedResource a resource, return a Uni, or mark the method @Blocking");
        }
        return signEach(value);
    }

    private Uni<Object> signLater(Object item) {
        if (item == null) {
            return Uni.createFrom().nullItem();
        }
        if (resource != null) {
            return signPolicy().map(signed -> named(() -> apply(item, signed)));
        }
        if (!BlockingOperationControl.isBlockingAllowed() && (signer.hasRemoteKey() || rewriter.isBatch(item))) {
            return onWorker(() -> named(() -> signEach(item)));
        }
        return Uni.createFrom().item(() -> named(() -> signEach(item)));
    }

    /**
     * Headers leave before the first item does, so that the stream's caching is limited by what its first signature will have.
     */
    private Multi<?> signItems(Multi<?> items) {
        limitCaching(signer.expiry().end(invocation.life()));
        if (resource != null) {
            return signPolicy().onItem()
                    .transformToMulti(signed -> items.map(item -> named(() -> apply(item, signed))));
        }
        return items.onItem().transformToUniAndConcatenate(item -> BlockingOperationControl.isBlockingAllowed()
                ? Uni.createFrom().item(() -> named(() -> signEach(item)))
                : onWorker(() -> named(() -> signEach(item))));
    }

    private Uni<SignedPolicy> signPolicy() {
        return Uni.createFrom().deferred(() -> signer.signAsync(policy()))
                .onFailure(CloudFrontSignerException.class).transform(invocation::named);
    }

    private Policy policy() {
        Policy.Builder builder = signer.policy(resource).expiresIn(invocation.life());
        return viewerIp == null ? builder.build() : builder.ipAddress(viewerIp).build();
    }

    private Object apply(Object value, SignedPolicy signed) {
        limitCaching(signed.expiresAt());
        AppliedPolicy applied = (AppliedPolicy) signed;
        return rewriter.rewrite(value, applied::url);
    }

    private Object signEach(Object value) {
        Instant expiresAt = signer.expiry().end(invocation.life());
        limitCaching(expiresAt);
        return rewriter.rewrite(value, url -> signer.signUrl(url, expiresAt, viewerIp));
    }

    private void limitCaching(Instant expiry) {
        if (viewer != null) {
            viewer.limitCaching(expiry);
        }
    }

    private static Uni<Object> onWorker(Supplier<Object> work) {
        Context context = Vertx.currentContext();
        Uni<Object> signed = Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return context == null ? signed : signed.emitOn(command -> context.runOnContext(ignored -> command.run()));
    }

    private <T> T named(Supplier<T> work) {
        try {
            return work.get();
        } catch (CloudFrontSignerException e) {
            throw invocation.named(e);
        }
    }
}
