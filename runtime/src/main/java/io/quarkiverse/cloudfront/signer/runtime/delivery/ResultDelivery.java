package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.smallrye.mutiny.Multi;

/**
 * Processes the result of a method that signs. The result of a method with an asynchronous type is passed as a {@link Later} or
 * a {@link Multi}. Each delivery is used once, when the method has returned.
 */
public interface ResultDelivery {

    /**
     * @param result a value that is known now or later, or the failure of the method
     */
    Later<@Nullable Object> deliver(Later<@Nullable Object> result);

    Multi<?> deliver(Multi<?> items);

    /**
     * The delivery of single items, for a stream that only its own library can map.
     *
     * @return null if such a stream is not mapped, but delivered like a value
     */
    default @Nullable Function<Object, Later<@Nullable Object>> eachItem() {
        return null;
    }

    /**
     * Delivers a response that the method throws. The handlers of returned responses do not run for it.
     */
    default Later<@Nullable Object> deliverThrown(Object response) {
        return deliver(Later.known(response));
    }
}
