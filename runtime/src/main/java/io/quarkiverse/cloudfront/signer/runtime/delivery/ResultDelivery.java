package io.quarkiverse.cloudfront.signer.runtime.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Processes the value that a signed method returns.
 */
public interface ResultDelivery {

    @Nullable
    Object deliver(@Nullable Object result);

    /**
     * Called if the method has thrown an exception whose response is not delivered.
     */
    default void failed() {
    }

    /**
     * Whether a response with this entity can also be delivered if the method throws it. The handlers of returned responses do
     * not run for a thrown one.
     *
     * @param entity the entity, if there is one
     */
    default boolean canDeliverThrown(@Nullable Object entity) {
        return true;
    }
}
