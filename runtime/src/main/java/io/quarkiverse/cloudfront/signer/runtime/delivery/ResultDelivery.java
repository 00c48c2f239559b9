package io.quarkiverse.cloudfront.signer.runtime.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of the value that a signed method returns.
 */
public interface ResultDelivery {

    @Nullable
    Object deliver(@Nullable Object result);

    /**
     * The method has thrown an exception whose response is not delivered.
     */
    default void failed() {
    }

    /**
     * Whether a response with this entity can also be delivered when the method throws it: it does not get the handlers of a
     * returned one.
     *
     * @param entity if it has one
     */
    default boolean canDeliverThrown(@Nullable Object entity) {
        return true;
    }
}
