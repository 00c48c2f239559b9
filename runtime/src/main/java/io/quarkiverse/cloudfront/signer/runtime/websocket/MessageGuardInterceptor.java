package io.quarkiverse.cloudfront.signer.runtime.websocket;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkiverse.cloudfront.signer.runtime.member.OtherEndpointFailure;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContext;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;

/**
 * Lets no object with signed fields become a message to a WebSocket, whoever sends it: also a thread, a job or a REST method
 * that has open connections at hand.
 */
@MessageWriterBinding
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class MessageGuardInterceptor {

    private final WriteContexts contexts;

    MessageGuardInterceptor(WriteContexts contexts) {
        this.contexts = contexts;
    }

    @AroundInvoke
    Object encode(InvocationContext context) throws Exception {
        Object message = context.getParameters()[0];
        Class<?> signed = contexts.registry().search().find(message);
        if (signed != null) {
            throw OtherEndpointFailure.failure("an object of type " + signed.getName() + " in a message to a WebSocket");
        }
        // what a codec makes of the message may hold such an object all the same
        WriteContext before = contexts.begin(WriteContext.message());
        try {
            return context.proceed();
        } finally {
            contexts.resume(before);
        }
    }
}
