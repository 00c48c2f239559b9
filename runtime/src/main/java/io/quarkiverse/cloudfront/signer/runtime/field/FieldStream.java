package io.quarkiverse.cloudfront.signer.runtime.field;

import java.util.concurrent.Flow;

import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.ContextSupport;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * Signs the fields of each item. This works because Quarkus REST writes an item on the thread on which it receives the item.
 */
record FieldStream<T>(Multi<T> items, FieldSigner signer, FieldBodies bodies) implements Flow.Publisher<T> {

    @Override
    public void subscribe(Flow.Subscriber<? super T> downstream) {
        items.subscribe().withSubscriber(new Items<>(downstream, signer, bodies));
    }

    private record Items<T>(Flow.Subscriber<? super T> downstream, FieldSigner signer,
            FieldBodies bodies) implements MultiSubscriber<T>, ContextSupport {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            downstream.onSubscribe(subscription);
        }

        @Override
        public void onItem(T item) {
            signer.renew();
            FieldBodies.Item before = bodies.beginItem(new FieldBodies.Item(signer, item));
            try {
                downstream.onNext(item);
            } finally {
                bodies.beginItem(before);
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            downstream.onError(failure);
        }

        @Override
        public void onCompletion() {
            downstream.onComplete();
        }

        @Override
        public Context context() {
            return downstream instanceof ContextSupport support ? support.context() : Context.empty();
        }
    }
}
