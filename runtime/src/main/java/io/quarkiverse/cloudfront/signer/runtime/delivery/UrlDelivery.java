package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.uni.UniOnItemTransformToUni;

/**
 * Signs the URLs in a method's return value, immediately or when it becomes available. The event loop never waits for a remote
 * key or for a batch of signatures.
 */
public final class UrlDelivery implements ResultDelivery {

    private final Grant grant;
    private final @Nullable Viewer viewer;
    private final ReturnValueRewriter rewriter;
    private final ParallelSigner parallelSigner;
    private final @Nullable Coroutines coroutines;

    /**
     * @param viewer null outside of an HTTP request
     * @param coroutines null in an application without Kotlin
     */
    public UrlDelivery(Grant grant, @Nullable Viewer viewer, ReturnValueRewriter rewriter, ParallelSigner parallelSigner,
            @Nullable Coroutines coroutines) {
        this.grant = grant;
        this.viewer = viewer;
        this.rewriter = rewriter;
        this.parallelSigner = parallelSigner;
        this.coroutines = coroutines;
    }

    @Override
    public @Nullable Object deliver(@Nullable Object result) {
        if (result == null) {
            return null;
        } else if (result instanceof Uni<?> uni) {
            return grant.signer().hasRemoteKey() ? uni.onItem().transformToUni(this::signLater)
                    : new UniOnItemTransformToUni<>(uni, this::signLater);
        } else if (result instanceof Multi<?> multi) {
            return signItems(multi);
        } else if (result instanceof CompletionStage<?> stage) {
            return Uni.createFrom().completionStage(stage).onItem().transformToUni(this::signLater)
                    .subscribeAsCompletionStage();
        } else if (coroutines != null && coroutines.isFlow(result)) {
            return coroutines.mapEach(result, item -> (Uni<?>) deliver(Uni.createFrom().item(item)));
        }
        return grant.named(() -> signNow(result));
    }

    private @Nullable Object signNow(Object value) {
        if (rewriter.isLeft(value)) {
            return value;
        }
        if (grant.hasResource()) {
            return apply(value, grant.signNow(grant.userNow()));
        }
        if (!BlockingOperationControl.isBlockingAllowed() && rewriter.isBatch(value)) {
            throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED,
                    "the event loop must not wait for a batch of signatures. Set a resource in @SignedResource, return a "
                            + "Uni, or annotate the method with @Blocking");
        }
        return signEach(value, grant.userNow());
    }

    /**
     * A local key does not need the caller's context. Propagating it, as Mutiny's own method does, takes longer than finding a
     * cached signature.
     */
    private Uni<Object> signLater(@Nullable Object item) {
        if (item == null || rewriter.isLeft(item)) {
            return Uni.createFrom().item(item);
        }
        User known = grant.named(grant::userIfKnown);
        return known != null ? signFor(known, item) : grant.userLater().onItem().transformToUni(user -> signFor(user, item));
    }

    private Uni<Object> signFor(User user, Object item) {
        if (grant.hasResource()) {
            return grant.signLater(user).map(signed -> grant.named(() -> apply(item, signed)));
        }
        if (!BlockingOperationControl.isBlockingAllowed() && (grant.signer().hasRemoteKey() || rewriter.isBatch(item))) {
            return onWorker(() -> grant.named(() -> signEach(item, user)));
        }
        return Uni.createFrom().item(grant.named(() -> signEach(item, user)));
    }

    /**
     * The headers of server-sent events are sent before there is a subscriber, those of other streams before the first item.
     */
    private Multi<?> signItems(Multi<?> items) {
        limitCaching(grant.expiryIfKnown());
        return grant.userLater().onItem().transformToMulti(user -> signItems(items, user));
    }

    private Multi<?> signItems(Multi<?> items, User user) {
        limitCaching(grant.expiry(user));
        if (grant.hasResource()) {
            return grant.signLater(user).onItem()
                    .transformToMulti(signed -> items.map(item -> grant.named(() -> apply(item, signed))));
        }
        return items.onItem().transformToUniAndConcatenate(item -> BlockingOperationControl.isBlockingAllowed()
                ? Uni.createFrom().item(() -> grant.named(() -> signEach(item, user)))
                : onWorker(() -> grant.named(() -> signEach(item, user))));
    }

    private @Nullable Object apply(Object value, SignedPolicy signed) {
        limitCaching(signed.expiresAt());
        return rewriter.rewrite(value, grant.urls((DefaultSignedPolicy) signed));
    }

    private @Nullable Object signEach(Object value, User user) {
        Instant expiresAt = grant.expiry(user);
        limitCaching(expiresAt);
        return parallelSigner.rewrite(rewriter, value, url -> grant.signUrl(url, expiresAt));
    }

    private void limitCaching(Instant expiry) {
        if (viewer != null) {
            viewer.limitCaching(expiry, grant.method());
        }
    }

    private static Uni<Object> onWorker(Supplier<Object> work) {
        return OffEventLoop.andBack(
                Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    }
}
