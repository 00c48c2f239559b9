package io.quarkiverse.cloudfront.signer.runtime.async;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * Takes what a {@code Uni} has already, without capturing a context or creating a future.
 */
final class KnownItem<T extends @Nullable Object> implements UniSubscriber<T> {

    private volatile @Nullable Later<T> known;

    private KnownItem() {
    }

    /**
     * @return null if there is neither an item nor a failure yet
     */
    static <T extends @Nullable Object> @Nullable Later<T> of(Uni<T> uni) {
        KnownItem<T> subscriber = new KnownItem<>();
        uni.subscribe().withSubscriber(subscriber);
        return subscriber.known;
    }

    @Override
    public void onSubscribe(UniSubscription subscription) {
        // items that come later are ignored
    }

    @Override
    public void onItem(T item) {
        known = Later.known(item);
    }

    @Override
    public void onFailure(Throwable failure) {
        known = Later.failed(failure);
    }
}
