package io.quarkiverse.cloudfront.signer.runtime.user;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * Takes an item that is there already. Whoever subscribes so captures no context and makes no future for it.
 */
final class KnownItem<T> implements UniSubscriber<T> {

    private volatile @Nullable T item;

    @Override
    public void onSubscribe(UniSubscription subscription) {
        // what comes later comes to nobody
    }

    @Override
    public void onItem(T known) {
        item = known;
    }

    @Override
    public void onFailure(Throwable failure) {
        // whoever asks again, and waits, gets it
    }

    /**
     * @return null if it is not there
     */
    @Nullable
    T get() {
        return item;
    }
}
