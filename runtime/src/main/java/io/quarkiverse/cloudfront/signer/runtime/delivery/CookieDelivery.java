package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer.AwaitedCookies;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Sets signed cookies when a method has succeeded, without changing its return value. The head of the response must not be sent
 * before the cookies are set.
 *
 * @param awaited the cookies, which the response awaits until the method has returned
 */
public record CookieDelivery(Grant grant, Viewer viewer, Class<?> returnType,
        AwaitedCookies awaited) implements ResultDelivery {

    /**
     * @param async whether the method declares an asynchronous type
     * @param writesHead whether the method can send the head of the response while it runs. If so, the cookies must be set
     *        beforehand
     */
    public static ResultDelivery begin(Grant grant, @Nullable Viewer viewer, Class<?> returnType, boolean async,
            boolean writesHead) {
        if (viewer == null) {
            throw new CloudFrontSignerException(Reason.NO_REQUEST,
                    "signed cookies require a response, but there is no current HTTP request");
        }
        if (writesHead && isSignedWithoutWaiting(grant)) {
            CookieResponse cookies = CookieResponse.sign(grant, viewer).await();
            cookies.set();
            return new EarlyCookieDelivery(cookies);
        } else if (writesHead && !async) {
            throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED,
                    "signed cookies must be set before the method is called, because its parameters can send the head of the "
                            + "response, but the event loop must not wait for the signature. "
                            + "Annotate the method with @Blocking");
        }
        AwaitedCookies awaited = new AwaitedCookies(grant.description());
        viewer.grants().await(awaited);
        return new CookieDelivery(grant, viewer, returnType, awaited);
    }

    private static boolean isSignedWithoutWaiting(Grant grant) {
        return BlockingOperationControl.isBlockingAllowed()
                || !grant.signer().hasRemoteKey() && grant.entitled().ifKnown() != null;
    }

    @Override
    public Later<@Nullable Object> deliver(Later<@Nullable Object> result) {
        return Later.of(() -> deliverNow(result), () -> deliverTo(result.toUni()));
    }

    private @Nullable Object deliverNow(Later<@Nullable Object> result) {
        try {
            return result.flatMap(this::set).await();
        } finally {
            viewer.grants().settle(awaited);
        }
    }

    /**
     * Sets the cookies when a caller subscribes, which happens immediately unless the method returns a {@code Uni}.
     */
    private Uni<@Nullable Object> deliverTo(Uni<@Nullable Object> result) {
        if (!returnType.isAssignableFrom(Uni.class)) {
            return set(result, awaited);
        }
        viewer.grants().settle(awaited);
        return Uni.createFrom().deferred(() -> {
            AwaitedCookies subscribed = new AwaitedCookies(grant.description());
            viewer.grants().await(subscribed);
            return set(result, subscribed);
        });
    }

    private Uni<@Nullable Object> set(Uni<@Nullable Object> result, AwaitedCookies cookies) {
        return result.onItem().transformToUni(item -> set(item).toUni()).onTermination()
                .invoke(() -> viewer.grants().settle(cookies));
    }

    /**
     * Signs immediately, because the headers of server-sent events are sent before the stream is subscribed to.
     */
    @Override
    public Multi<?> deliver(Multi<?> items) {
        CompletableFuture<Multi<?>> set = this.<Multi<?>> set(items).toUni().onTermination()
                .invoke(() -> viewer.grants().settle(awaited)).subscribeAsCompletionStage();
        if (!set.isDone() && !BlockingOperationControl.isBlockingAllowed()) {
            return grant.named(() -> later(set));
        }
        try {
            return set.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /**
     * Sets the cookies before the first item, because the headers are sent with that item unless the items are server-sent
     * events.
     */
    private Multi<?> later(CompletableFuture<Multi<?>> set) {
        if (!returnType.isAssignableFrom(Multi.class)) {
            throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED, "signed cookies cannot be set for a "
                    + returnType.getSimpleName()
                    + " on the event loop, which must not wait for the signature. Annotate the method with @Blocking, or "
                    + "return a Multi");
        }
        return Uni.createFrom().completionStage(set).onItem().transformToMulti(items -> items);
    }

    private <T extends @Nullable Object> Later<T> set(T result) {
        return grant.named(CookieResponse.sign(grant, viewer).map(cookies -> {
            cookies.set();
            return result;
        }));
    }
}
