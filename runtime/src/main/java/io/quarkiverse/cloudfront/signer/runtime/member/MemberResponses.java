package io.quarkiverse.cloudfront.signer.runtime.member;

import java.lang.reflect.Method;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.delivery.RestResponses;

/**
 * The requests and responses of Jakarta REST, for the fields that are signed while a response is written.
 */
public interface MemberResponses extends RestResponses {

    /**
     * Keeps what the members of the current request's response are signed with. What the request is for goes before methods
     * that it calls.
     */
    void keep(MemberSigner signer, Method method);

    /**
     * What was kept for the current request's response. An error's response is not what it was kept for.
     */
    @Nullable
    MemberSigner kept();

    /**
     * Whether the current request is one of Quarkus REST.
     */
    boolean isServing();

    /**
     * Whether the current request's response is there already, so that what is written now may be its body.
     */
    boolean isResponding();

    /**
     * Finds in a streamed item what is not written as JSON: the item itself, or the data of an event. Null if there is nothing.
     */
    UnaryOperator<Object> otherThanJson();
}
