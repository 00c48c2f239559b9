package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.grant.Entitlement;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Signs the URLs in a method's return value, immediately or when it becomes available. The event loop never waits for a remote
 * key or for a batch of signatures.
 *
 * @param viewer null outside of an HTTP request
 */
public record UrlDelivery(Grant grant, @Nullable Viewer viewer, ReturnValueRewriter rewriter,
        ParallelSigner parallelSigner) implements ResultDelivery {

    /**
     * Only captures the caller's context for a remote key, because a local key does not need it.
     */
    @Override
    public Later<@Nullable Object> deliver(Later<@Nullable Object> result) {
        return grant.signer().hasRemoteKey() ? result.flatMap(this::sign) : result.flatMapWithoutContext(this::sign);
    }

    @Override
    public Function<Object, Later<@Nullable Object>> eachItem() {
        return this::sign;
    }

    private Later<@Nullable Object> sign(@Nullable Object value) {
        return value == null || rewriter.isLeft(value) ? Later.known(value)
                : grant.named(grant.entitled()).flatMap(entitled -> signFor(entitled, value));
    }

    private Later<@Nullable Object> signFor(Entitlement entitled, Object value) {
        return grant.hasResource() ? grant.named(entitled.sign().map(signed -> apply(value, signed)))
                : Later.of(() -> signEachNow(value, entitled), () -> signEachLater(value, entitled));
    }

    private @Nullable Object signEachNow(Object value, Entitlement entitled) {
        return grant.named(() -> {
            if (!BlockingOperationControl.isBlockingAllowed() && rewriter.isBatch(value)) {
                throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED,
                        "the event loop must not wait for a batch of signatures. Set a resource in @SignedResource, return a "
                                + "Uni, or annotate the method with @Blocking");
            }
            return signEach(value, entitled);
        });
    }

    private Uni<@Nullable Object> signEachLater(Object value, Entitlement entitled) {
        return !BlockingOperationControl.isBlockingAllowed() && (grant.signer().hasRemoteKey() || rewriter.isBatch(value))
                ? onWorker(() -> grant.named(() -> signEach(value, entitled)))
                : Uni.createFrom().item(grant.named(() -> signEach(value, entitled)));
    }

    /**
     * Limits caching immediately, because the headers of server-sent events are sent before there is a subscriber, and the
     * headers of other streams before the first item.
     */
    @Override
    public Multi<?> deliver(Multi<?> items) {
        grant.limitCaching(viewer, grant.earliestExpiry());
        return grant.named(grant.entitled()).toUni().onItem().transformToMulti(entitled -> signItems(items, entitled));
    }

    private Multi<?> signItems(Multi<?> items, Entitlement entitled) {
        if (grant.hasResource()) {
            return grant.named(entitled.sign()).toUni().onItem()
                    .transformToMulti(signed -> items.map(item -> grant.named(() -> apply(item, signed))));
        }
        return items.onItem().transformToUniAndConcatenate(item -> BlockingOperationControl.isBlockingAllowed()
                ? Uni.createFrom().item(() -> grant.named(() -> signEach(item, entitled)))
                : onWorker(() -> grant.named(() -> signEach(item, entitled))));
    }

    private @Nullable Object apply(Object value, DefaultSignedPolicy signed) {
        grant.limitCaching(viewer, signed.expiresAt());
        return rewriter.rewrite(value, grant.values(signed));
    }

    private @Nullable Object signEach(Object value, Entitlement entitled) {
        Instant expiresAt = entitled.expiry();
        grant.limitCaching(viewer, expiresAt);
        Function<String, Later<String>> urls = entitled.eachUrl(expiresAt);
        return parallelSigner.rewrite(rewriter, value, url -> urls.apply(url).await());
    }

    private static Uni<@Nullable Object> onWorker(Supplier<@Nullable Object> work) {
        return OffEventLoop.andBack(
                Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    }
}
