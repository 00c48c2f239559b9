package io.quarkiverse.cloudfront.signer.runtime.delivery;

/**
 * What becomes of the value that a signed method returns.
 */
public interface ResultDelivery {

    Object deliver(Object result);

    /**
     * The method has thrown an exception whose response is not delivered.
     */
    default void failed() {
    }

    /**
     * Whether a response with this entity can also be delivered when the method throws it: it does not get the handlers of a
     * returned one.
     *
     * @param entity null if it has none
     */
    default boolean canDeliverThrown(Object entity) {
        return true;
    }
}
