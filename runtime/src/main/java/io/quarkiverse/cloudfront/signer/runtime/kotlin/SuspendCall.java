package io.quarkiverse.cloudfront.signer.runtime.kotlin;

import java.util.Objects;
import java.util.function.Consumer;

import jakarta.interceptor.InvocationContext;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.interceptor.Coroutines;
import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.SafeContinuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;

/**
 * A call of a suspend function. The function gets a continuation that passes its result to a {@code Uni}, and the caller's
 * continuation gets the signed result.
 */
final class SuspendCall {

    private final InvocationContext call;
    private final Continuation<Object> caller;
    private final Thread callingThread = Thread.currentThread();
    private volatile boolean returning;
    private volatile boolean isUnit;

    @SuppressWarnings("unchecked")
    SuspendCall(InvocationContext call) {
        Object[] arguments = call.getParameters();
        this.call = call;
        this.caller = (Continuation<Object>) arguments[arguments.length - 1];
    }

    Object run(Coroutines.UniCall signed) throws Exception {
        Uni<?> later = (Uni<?>) signed.sign(() -> Uni.createFrom().<Object> emitter(this::start));
        Uni<?> result = Objects.requireNonNull(later).map(this::fromItem);
        Object returned = Resumption.await(result, IntrinsicsKt.intercepted(caller));
        returning = true;
        return returned;
    }

    /**
     * Starts the function in the caller's coroutine, possibly after the user has become known.
     */
    private void start(UniEmitter<? super Object> result) {
        Continuation<Unit> function = IntrinsicsKt.createCoroutineUnintercepted(this::proceed,
                new Resumption(caller.getContext(), outcome -> complete(result, outcome)));
        (returning || Thread.currentThread() != callingThread ? IntrinsicsKt.intercepted(function) : function)
                .resumeWith(Unit.INSTANCE);
    }

    private @Nullable Object proceed(Continuation<?> continuation) {
        Object[] arguments = call.getParameters().clone();
        arguments[arguments.length - 1] = continuation;
        call.setParameters(arguments);
        try {
            return call.proceed();
        } catch (Exception e) {
            // Kotlin does not declare exceptions
            ResultKt.throwOnFailure(ResultKt.createFailure(e));
            throw new IllegalStateException(e);
        }
    }

    private void complete(UniEmitter<? super Object> result, Object outcome) {
        try {
            ResultKt.throwOnFailure(outcome);
        } catch (Throwable e) {
            result.fail(e);
            return;
        }
        result.complete(toItem(outcome));
    }

    /**
     * Converts {@code Unit} to null, because markers for the absence of a value are not signed.
     */
    private @Nullable Object toItem(Object returned) {
        isUnit = returned == Unit.INSTANCE;
        return isUnit ? null : returned;
    }

    private Object fromItem(Object item) {
        return isUnit && item == null ? Unit.INSTANCE : item;
    }

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
         * @param resumed the continuation that gets the item or failure if neither is available yet
         * @return the item, or the marker which means that {@code resumed} will be called
         */
        static Object await(Uni<?> item, Continuation<Object> resumed) {
            SafeContinuation<Object> arrival = new SafeContinuation<>(resumed);
            UniRunner.run(item, arrival::resumeWith, failure -> arrival.resumeWith(ResultKt.createFailure(failure)));
            return arrival.getOrThrow();
        }
    }
}
