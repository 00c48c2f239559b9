package io.quarkiverse.cloudfront.signer.runtime.field;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.AbstractMultiOperator;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * Has the fields of each item signed. Quarkus REST writes an item on the thread on which it receives it.
 */
final class FieldStream<T> extends AbstractMultiOperator<T, T> {

    private final FieldSigner signer;
    private final FieldBodies bodies;

    FieldStream(Multi<T> items, FieldSigner signer, FieldBodies bodies) {
        super(items);
        this.signer = signer;
        this.bodies = bodies;
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> downstream) {
        upstream.subscribe().withSubscriber(new Items<>(downstream, signer, bodies));
    }

    private static final class Items<T> extends MultiOperatorProcessor<T, T> {

        private final FieldSigner signer;
        private final FieldBodies bodies;

        private Items(MultiSubscriber<? super T> downstream, FieldSigner signer, FieldBodies bodies) {
            super(downstream);
            this.signer = signer;
            this.bodies = bodies;
        }

        @Override
        public void onItem(T item) {
            signer.renew();
            FieldBodies.Item before = bodies.beginItem(new FieldBodies.Item(signer, item));
            try {
                super.onItem(item);
            } finally {
                bodies.beginItem(before);
            }
        }
    }
}
