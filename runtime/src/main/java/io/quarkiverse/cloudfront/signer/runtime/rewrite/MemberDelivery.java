package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import java.lang.reflect.Method;

import io.smallrye.mutiny.Multi;

/**
 * Leaves what a REST method returns as it is, and has its members signed when it is written. The object may belong to a cache
 * or to a database session, so that it is never changed itself.
 */
final class MemberDelivery implements Returned {

    private final MemberSession session;
    private final Method method;
    private final Returned urls;

    /**
     * @param urls signs what is a URL itself, or sets cookies; null where there is nothing to do so with
     */
    MemberDelivery(MemberSession session, Method method, Returned urls) {
        this.session = session;
        this.method = method;
        this.urls = urls;
    }

    @Override
    public Object deliver(Object result) {
        Object delivered = urls == null ? result : urls.deliver(result);
        session.keep(method);
        return delivered instanceof Multi<?> items ? session.stream(items) : delivered;
    }

    @Override
    public void failed() {
        if (urls != null) {
            urls.failed();
        }
    }

    @Override
    public boolean canDeliverThrown(Object entity) {
        return urls != null && (entity == null || !session.test(entity)) && urls.canDeliverThrown(entity);
    }
}
