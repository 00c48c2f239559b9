package io.quarkiverse.cloudfront.signer.runtime.kotlin;

import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.smallrye.mutiny.Uni;
import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.ContinuationInterceptor;
import kotlin.coroutines.SafeContinuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;

/**
 * The behavior of inline functions in Kotlin's standard library, which Java cannot call.
 */
final class Suspension {

    private Suspension() {
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

    static boolean isMark(Object returned) {
        return returned == IntrinsicsKt.getCOROUTINE_SUSPENDED();
    }

    /**
     * The continuation, dispatched to the threads of its coroutine.
     */
    static Continuation<Object> dispatched(Continuation<Object> continuation) {
        ContinuationInterceptor dispatcher = continuation.getContext().get(ContinuationInterceptor.Key);
        return dispatcher == null ? continuation : dispatcher.interceptContinuation(continuation);
    }
}
