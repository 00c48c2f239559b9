package io.quarkiverse.cloudfront.signer.runtime.member;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.AbstractMultiOperator;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * Has the fields of each item signed. Quarkus REST writes an item on the thread on which it receives it.
 */
final class MemberStream<T> extends AbstractMultiOperator<T, T> {

    private final MemberSigner signer;
    private final WriteContexts contexts;

    MemberStream(Multi<T> items, MemberSigner signer, WriteContexts contexts) {
        super(items);
        this.signer = signer;
        this.contexts = contexts;
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> downstream) {
        upstream.subscribe().withSubscriber(new Items<>(downstream, signer, contexts));
    }

    private static final class Items<T> extends MultiOperatorProcessor<T, T> {

        private final MemberSigner signer;
        private final WriteContexts contexts;
        private final WriteContext context;

        private Items(MultiSubscriber<? super T> downstream, MemberSigner signer, WriteContexts contexts) {
            super(downstream);
            this.signer = signer;
            this.contexts = contexts;
            this.context = new WriteContext(signer);
        }

        @Override
        public void onItem(T item) {
            signer.renew();
            WriteContext before = contexts.begin(context);
            try {
                super.onItem(item);
            } finally {
                contexts.resume(before);
            }
        }
    }
}
