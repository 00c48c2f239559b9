package io.quarkiverse.cloudfront.signer.runtime.kotlin;

import java.util.function.Consumer;

import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.smallrye.mutiny.Uni;
import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.SafeContinuation;

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

    /**
     * Waits for an item as a suspend function does.
     *
     * @param resumed continues with the item or failure if neither is there yet
     * @return the item, or the marker that {@code resumed} continues
     */
    static Object await(Uni<?> item, Continuation<Object> resumed) {
        SafeContinuation<Object> arrival = new SafeContinuation<>(resumed);
        UniRunner.run(item, arrival::resumeWith, failure -> arrival.resumeWith(ResultKt.createFailure(failure)));
        return arrival.getOrThrow();
    }
}
