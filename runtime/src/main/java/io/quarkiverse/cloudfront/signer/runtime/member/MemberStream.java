package io.quarkiverse.cloudfront.signer.runtime.member;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.AbstractMultiOperator;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * Has the members of each item signed. Quarkus REST writes an item where it takes it, on whatever thread the item comes on.
 */
final class MemberStream<T> extends AbstractMultiOperator<T, T> {

    private final MemberSigner session;
    private final WriteContexts contexts;

    MemberStream(Multi<T> items, MemberSigner session, WriteContexts contexts) {
        super(items);
        this.session = session;
        this.contexts = contexts;
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> downstream) {
        upstream.subscribe().withSubscriber(new Items<>(downstream, session, contexts));
    }

    private static final class Items<T> extends MultiOperatorProcessor<T, T> {

        private final MemberSigner session;
        private final WriteContexts contexts;
        private final WriteContext writing;

        private Items(MultiSubscriber<? super T> downstream, MemberSigner session, WriteContexts contexts) {
            super(downstream);
            this.session = session;
            this.contexts = contexts;
            this.writing = new WriteContext(session);
        }

        @Override
        public void onItem(T item) {
            session.renew();
            WriteContext before = contexts.begin(writing);
            try {
                super.onItem(item);
            } finally {
                contexts.resume(before);
            }
        }
    }
}
