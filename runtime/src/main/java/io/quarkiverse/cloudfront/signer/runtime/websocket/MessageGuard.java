package io.quarkiverse.cloudfront.signer.runtime.websocket;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkiverse.cloudfront.signer.runtime.rewrite.DataObjects;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.OtherEndpoint;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.Writing;

/**
 * Lets no object with signed fields become a message to a WebSocket, whoever sends it: also a thread, a job or a REST method
 * that has open connections at hand.
 */
@WritesMessages
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class MessageGuard {

    private final DataObjects dataObjects;

    MessageGuard(DataObjects dataObjects) {
        this.dataObjects = dataObjects;
    }

    @AroundInvoke
    Object encode(InvocationContext context) throws Exception {
        Object message = context.getParameters()[0];
        Class<?> signed = dataObjects.search().find(message);
        if (signed != null) {
            throw OtherEndpoint.failure("an object of type " + signed.getName() + " in a message to a WebSocket");
        }
        // what a codec makes of the message may hold such an object all the same
        Writing before = dataObjects.begin(Writing.message());
        try {
            return context.proceed();
        } finally {
            dataObjects.resume(before);
        }
    }
}
