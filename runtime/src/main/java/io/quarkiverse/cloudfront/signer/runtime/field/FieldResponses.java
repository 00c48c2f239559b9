package io.quarkiverse.cloudfront.signer.runtime.field;

import java.lang.reflect.Method;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.delivery.RestResponses;

/**
 * Access to Jakarta REST's requests and responses, for fields that are signed while a response is written. Applications without
 * Jakarta REST do not have this bean.
 */
public interface FieldResponses extends RestResponses {

    /**
     * Stores the signer of the fields in the current request's response. The endpoint's signer takes precedence over the
     * signers of methods that it calls.
     */
    void keep(FieldSigner signer, Method method);

    /**
     * The stored signer for a body of the current request's response.
     *
     * @param body the entity, a part of it, or an item of a stream
     * @param forResponses whether the body's writer is for responses only. If it is not, there is no signer for a part of the
     *        entity
     * @return null if the response is an error, or if there is no response yet
     */
    @Nullable
    FieldSigner kept(@Nullable Object body, boolean forResponses);

    /**
     * The data of an event that is being sent; null for any other item.
     */
    @Nullable
    Object data(@Nullable Object item);

    /**
     * Finds the part of a streamed item that is not written as JSON: the item itself, or the data of an event. Null if there is
     * none.
     */
    UnaryOperator<Object> otherThanJson();
}
