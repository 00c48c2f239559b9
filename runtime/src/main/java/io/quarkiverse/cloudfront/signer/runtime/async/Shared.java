package io.quarkiverse.cloudfront.signer.runtime.async;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * A value that is determined once, possibly later. Uses an item that the {@code Uni} already has, without creating a future.
 */
final class Shared<S extends @Nullable Object, T extends @Nullable Object> extends Later<T> implements UniSubscriber<S> {

    private final Uni<S> uni;
    private final Function<? super S, ? extends T> mapper;
    private final String refusal;
    private volatile @Nullable Later<T> known;

    Shared(Uni<S> uni, Function<? super S, ? extends T> mapper, String refusal) {
        this.uni = uni;
        this.mapper = mapper;
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
        return mapper.apply(uni.await().indefinitely());
    }

    @Override
    public Uni<T> toUni() {
        return uni.map(mapper);
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
        // a caller that waits subscribes again
    }

    @Override
    public void onItem(S item) {
        known = Later.<S> known(item).map(mapper);
    }

    @Override
    public void onFailure(Throwable failure) {
        known = failed(failure);
    }
}
