package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.viewer.AwaitedCookies;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Sets signed cookies when a method has succeeded, without changing its return value. The head of the response must not be sent
 * before that.
 */
public final class CookieDelivery implements ResultDelivery {

    private final Grant grant;
    private final Viewer viewer;
    private final Class<?> returnType;
    private final AwaitedCookies awaited;

    private CookieDelivery(Grant grant, Viewer viewer, Class<?> returnType) {
        this.grant = grant;
        this.viewer = viewer;
        this.returnType = returnType;
        this.awaited = new AwaitedCookies(grant.method());
    }

    /**
     * @param writesHead whether the method can send the head of the response while it runs, so that the cookies must be set
     *        before
     */
    public static ResultDelivery begin(Grant grant, @Nullable Viewer viewer, Class<?> returnType, boolean writesHead) {
        if (viewer == null) {
            throw new CloudFrontSignerException(Reason.NO_REQUEST,
                    "signed cookies require a response, but there is no current HTTP request");
        }
        if (writesHead && isSignedWithoutWaiting(grant)) {
            CookieResponse cookies = CookieResponse.sign(grant, viewer);
            cookies.set();
            return new EarlyCookieDelivery(cookies);
        } else if (writesHead && !isAsync(returnType)) {
            throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED,
                    "signed cookies must be set before the method is called, because its parameters can send the head of the "
                            + "response, but the event loop must not wait for the signature. "
                            + "Annotate the method with @Blocking");
        }
        CookieDelivery delivery = new CookieDelivery(grant, viewer, returnType);
        viewer.grants().await(delivery.awaited);
        return delivery;
    }

    private static boolean isSignedWithoutWaiting(Grant grant) {
        return BlockingOperationControl.isBlockingAllowed() || !grant.signer().hasRemoteKey() && grant.userIfKnown() != null;
    }

    private static boolean isAsync(Class<?> type) {
        return Uni.class.isAssignableFrom(type) || Multi.class.isAssignableFrom(type)
                || CompletionStage.class.isAssignableFrom(type);
    }

    @Override
    public @Nullable Object deliver(@Nullable Object result) {
        if (result instanceof CompletionStage<?> stage) {
            return deliver(Uni.createFrom().completionStage(stage), awaited).subscribeAsCompletionStage();
        } else if (result instanceof Multi<?> multi) {
            return deliver(multi);
        }
        try {
            return result instanceof Uni<?> uni ? deliver(uni) : deliverNow(result);
        } finally {
            settle(awaited);
        }
    }

    @Override
    public void failed() {
        settle(awaited);
    }

    private void settle(AwaitedCookies cookies) {
        viewer.grants().settle(cookies);
    }

    private @Nullable Object deliverNow(@Nullable Object result) {
        return grant.named(() -> {
            CookieResponse.sign(grant, viewer).set();
            return result;
        });
    }

    /**
     * Sets the cookies when a caller subscribes.
     */
    private <T> Uni<T> deliver(Uni<T> uni) {
        return Uni.createFrom().deferred(() -> {
            AwaitedCookies subscribed = new AwaitedCookies(grant.method());
            viewer.grants().await(subscribed);
            return deliver(uni, subscribed);
        });
    }

    private <T> Uni<T> deliver(Uni<T> uni, AwaitedCookies until) {
        return uni.onItem().transformToUni(item -> set().replaceWith(item)).onTermination().invoke(() -> settle(until));
    }

    /**
     * Signs now, because the headers of server-sent events are sent before the stream is subscribed to.
     */
    private Multi<?> deliver(Multi<?> multi) {
        CompletableFuture<Boolean> set = set().onTermination().invoke(() -> settle(awaited)).subscribeAsCompletionStage();
        if (!set.isDone() && !BlockingOperationControl.isBlockingAllowed()) {
            return grant.named(() -> later(set, multi));
        }
        try {
            set.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
        return multi;
    }

    /**
     * Sets the cookies before the first item, because the headers are sent with it unless the items are server-sent events.
     */
    private Multi<?> later(CompletableFuture<Boolean> set, Multi<?> multi) {
        if (!returnType.isAssignableFrom(Multi.class)) {
            throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED, "signed cookies cannot be set for a "
                    + returnType.getSimpleName()
                    + " on the event loop, which must not wait for the signature. Annotate the method with @Blocking, or "
                    + "return a Multi");
        }
        return Uni.createFrom().completionStage(set).onItem().transformToMulti(ignored -> multi);
    }

    private Uni<Boolean> set() {
        return CookieResponse.signLater(grant, viewer).map(cookies -> grant.named(() -> {
            cookies.set();
            return true;
        }));
    }
}
