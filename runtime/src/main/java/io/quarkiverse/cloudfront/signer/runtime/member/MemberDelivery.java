package io.quarkiverse.cloudfront.signer.runtime.member;

import java.lang.reflect.Method;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Has the fields of a REST method's return value signed when it is written. The object itself never changes, because it may
 * belong to a cache or to a database session.
 */
public final class MemberDelivery implements ResultDelivery {

    private final MemberSigner signer;
    private final Method method;
    private final MemberResponses rest;
    private final WriteContexts contexts;
    private final @Nullable ResultDelivery urls;

    /**
     * @param urls signs URLs outside of fields, or sets cookies; null if there is nothing else to sign
     */
    public MemberDelivery(MemberSigner signer, Method method, MemberResponses rest, WriteContexts contexts,
            @Nullable ResultDelivery urls) {
        this.signer = signer;
        this.method = method;
        this.rest = rest;
        this.contexts = contexts;
        this.urls = urls;
    }

    @Override
    public Later<@Nullable Object> deliver(Later<@Nullable Object> result) {
        Later<@Nullable Object> delivered = urls == null ? result : urls.deliver(result);
        return Later.of(() -> kept(delivered.await()), () -> kept(delivered.toUni()));
    }

    private <T extends @Nullable Object> T kept(T delivered) {
        rest.keep(signer, method);
        return delivered;
    }

    @Override
    public Multi<?> deliver(Multi<?> items) {
        Multi<?> delivered = urls == null ? items : urls.deliver(items);
        return stream(kept(delivered));
    }

    /**
     * Signs the fields of each item when the item is written.
     */
    private Multi<?> stream(Multi<?> items) {
        signer.limitCaching();
        Multi<?> checked = items.onItem().invoke(check(rest.otherThanJson()));
        return rest.withHeadOf(items, signer.hasOnePolicy()
                ? signer.signLater().onItem().transformToMulti(ignored -> new MemberStream<>(checked, signer, contexts))
                : new MemberStream<>(checked.emitOn(Infrastructure.getDefaultWorkerPool(), 1), signer, contexts));
    }

    /**
     * Items that are written as text or XML would contain their fields unsigned.
     */
    private Consumer<Object> check(UnaryOperator<Object> otherThanJson) {
        return item -> {
            Object other = otherThanJson.apply(item);
            if (other != null && (signer.hasMembers(other) || contexts.registry().search().holdsSigned(other))) {
                throw signer.notJson();
            }
        };
    }

    @Override
    public boolean canDeliverThrown(@Nullable Object entity) {
        return urls != null && (entity == null || !signer.test(entity)) && urls.canDeliverThrown(entity);
    }
}
