package io.quarkiverse.cloudfront.signer.runtime.kotlin;

import java.util.function.Consumer;

import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;

/**
 * A continuation in Java.
 *
 * @param context the coroutine's context
 * @param next gets the result or failure, in the compiled form of {@code kotlin.Result}
 */
record Resumption(CoroutineContext context, Consumer<Object> next) implements Continuation<Object> {

    @Override
    public CoroutineContext getContext() {
        return context;
    }

    @Override
    public void resumeWith(Object result) {
        next.accept(result);
    }
}
