package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.smallrye.mutiny.Multi;

/**
 * Delivers a response that a method throws like one that it returns, because Jakarta REST sends both. Other failures, and
 * failures with an error response, stay as they are.
 */
public record ThrownResponses(RestResponses rest, ResultDelivery delivery) implements ResultDelivery {

    @Override
    public Later<@Nullable Object> deliver(Later<@Nullable Object> result) {
        return delivery.deliver(result).onFailure(failure -> rest.thrownResponse(failure) != null, this::replace);
    }

    @Override
    public Multi<?> deliver(Multi<?> items) {
        Multi<?> delivered = delivery.deliver(items);
        return delivered == items ? items : rest.withHeadOf(delivered, watch(delivered));
    }

    private <T> Multi<T> watch(Multi<T> items) {
        return items.onFailure(failure -> rest.thrownResponse(failure) != null)
                .recoverWithMulti(failure -> this.<T> replace(failure).toUni().toMulti());
    }

    @Override
    public @Nullable Function<Object, Later<@Nullable Object>> eachItem() {
        return delivery.eachItem();
    }

    /**
     * The failure to throw instead of the method's failure, with the delivered response.
     */
    private <T extends @Nullable Object> Later<T> replace(Throwable failure) {
        return delivery.deliverThrown(Objects.requireNonNull(rest.thrownResponse(failure)))
                .flatMap(delivered -> Later.failed(rest.withResponse(failure, Objects.requireNonNull(delivered))));
    }
}
