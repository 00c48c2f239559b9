package io.quarkiverse.cloudfront.signer.runtime.user;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * Takes the item of a {@code Uni} that is already available, without capturing a context or creating a future.
 */
final class KnownItem<T> implements UniSubscriber<T> {

    private volatile @Nullable T item;

    private KnownItem() {
    }

    /**
     * @return null if the item is not available yet
     */
    static <T> @Nullable T of(Uni<T> uni) {
        KnownItem<T> known = new KnownItem<>();
        uni.subscribe().withSubscriber(known);
        return known.item;
    }

    @Override
    public void onSubscribe(UniSubscription subscription) {
        // items that come later are ignored
    }

    @Override
    public void onItem(T known) {
        item = known;
    }

    @Override
    public void onFailure(Throwable failure) {
        // a caller that subscribes again gets the failure
    }
}
