package io.quarkiverse.cloudfront.signer.runtime.websocket;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkiverse.cloudfront.signer.runtime.member.OtherEndpointFailure;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContext;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;

/**
 * Refuses objects with signed fields in messages to WebSockets, regardless of the sender: it can also be a thread, a job, or a
 * REST method with access to open connections.
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
        // a codec may turn the message into something that contains such an object
        WriteContext before = contexts.begin(WriteContext.message());
        try {
            return context.proceed();
        } finally {
            contexts.resume(before);
        }
    }
}
