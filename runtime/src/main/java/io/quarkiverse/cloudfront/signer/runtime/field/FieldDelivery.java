package io.quarkiverse.cloudfront.signer.runtime.field;

import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Signs the fields of a REST method's return value while it is written. The object itself never changes, because it may
 * belong to a cache or to a database session.
 *
 * @param urls signs URLs outside of fields, or sets cookies; null if there is nothing else to sign
 */
public record FieldDelivery(FieldSigner signer, Method method, FieldResponses rest, FieldBodies bodies,
        @Nullable ResultDelivery urls) implements ResultDelivery {

    @Override
    public Later<@Nullable Object> deliver(Later<@Nullable Object> result) {
        Later<@Nullable Object> delivered = urls == null ? result : urls.deliver(result);
        return Later.of(() -> kept(delivered.await()), () -> kept(delivered.toUni()));
    }

    private <T extends @Nullable Object> T kept(T delivered) {
        rest.keep(signer, method);
        return delivered;
    }

    /**
     * Signs the fields of each item when the item is written.
     */
    @Override
    public Multi<?> deliver(Multi<?> items) {
        Multi<?> delivered = kept(urls == null ? items : urls.deliver(items));
        signer.limitCaching();
        UnaryOperator<Object> otherThanJson = rest.otherThanJson();
        Multi<?> checked = delivered.onItem().invoke(item -> {
            // as text or XML, the item would contain unsigned fields
            Object other = otherThanJson.apply(item);
            if (other != null && bodies.rules().holders().areIn(other)) {
                throw signer.notJson();
            }
        });
        return rest.withHeadOf(delivered, signer.hasOnePolicy()
                ? signer.signLater().onItem().transformToMulti(ignored -> signed(checked))
                : signed(checked.emitOn(Infrastructure.getDefaultWorkerPool(), 1)));
    }

    /**
     * Signs the fields of a stream that the caller collects itself.
     */
    @Override
    public Function<Object, Later<@Nullable Object>> eachItem() {
        Function<Object, Later<@Nullable Object>> each = urls == null ? null : urls.eachItem();
        rest.keep(signer, method);
        return item -> {
            signer.await(item);
            return each == null ? Later.known(item) : each.apply(item);
        };
    }

    private Multi<?> signed(Multi<?> items) {
        return Multi.createFrom().safePublisher(new FieldStream<>(items, signer, bodies));
    }

    @Override
    public Later<@Nullable Object> deliverThrown(Object response) {
        Object entity = rest.entity(response);
        if (entity != null && signer.test(entity)) {
            return Later.failed(signer.thrown());
        }
        return urls == null ? Later.known(response) : urls.deliverThrown(response);
    }
}
