package io.quarkiverse.cloudfront.signer.runtime.kotlin;

import java.util.function.Consumer;

import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;

/**
 * Continues in Java.
 *
 * @param context of the coroutine
 * @param next gets the result or failure, as a {@code kotlin.Result} is compiled
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
