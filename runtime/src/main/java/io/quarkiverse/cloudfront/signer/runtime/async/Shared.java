package io.quarkiverse.cloudfront.signer.runtime.async;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * A value that is determined once, possibly later. Takes what the {@code Uni} has already, without creating a future.
 */
final class Shared<T extends @Nullable Object> extends Later<T> implements UniSubscriber<T> {

    private final Uni<T> uni;
    private final String refusal;
    private volatile @Nullable Later<T> known;

    Shared(Uni<T> uni, String refusal) {
        this.uni = uni;
        this.refusal = refusal;
    }

    @Override
    public T await() {
        Later<T> settled = settled();
        if (settled != this) {
            return settled.await();
        } else if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED, refusal);
        }
        return uni.await().indefinitely();
    }

    @Override
    public Uni<T> toUni() {
        return uni;
    }

    @Override
    Later<T> settled() {
        if (known == null) {
            uni.subscribe().withSubscriber(this);
        }
        Later<T> settled = known;
        return settled == null ? this : settled;
    }

    @Override
    public void onSubscribe(UniSubscription subscription) {
        // whoever waits subscribes again
    }

    @Override
    public void onItem(T item) {
        known = known(item);
    }

    @Override
    public void onFailure(Throwable failure) {
        known = failed(failure);
    }
}
