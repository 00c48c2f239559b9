package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.AbstractMultiOperator;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * Has the members of each item signed. Quarkus REST writes an item where it takes it, on whatever thread the item comes on.
 */
final class MemberStream<T> extends AbstractMultiOperator<T, T> {

    private final MemberSession session;

    MemberStream(Multi<T> items, MemberSession session) {
        super(items);
        this.session = session;
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> downstream) {
        upstream.subscribe().withSubscriber(new Items<>(downstream, session));
    }

    private static final class Items<T> extends MultiOperatorProcessor<T, T> {

        private final MemberSession session;
        private final DataObjects dataObjects;
        private final Writing writing;

        private Items(MultiSubscriber<? super T> downstream, MemberSession session) {
            super(downstream);
            this.session = session;
            this.dataObjects = session.dataObjects();
            this.writing = new Writing(session);
        }

        @Override
        public void onItem(T item) {
            session.renew();
            Writing before = dataObjects.begin(writing);
            try {
                super.onItem(item);
            } finally {
                dataObjects.resume(before);
            }
        }
    }
}
