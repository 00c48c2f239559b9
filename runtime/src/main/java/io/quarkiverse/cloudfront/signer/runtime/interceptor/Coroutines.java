package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.util.concurrent.Callable;

import jakarta.interceptor.InvocationContext;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;

/**
 * Calls Kotlin's asynchronous functions. Applications without kotlinx-coroutines do not have this bean.
 */
public interface Coroutines {

    /**
     * Whether a suspend function is called.
     */
    boolean isSuspending(InvocationContext call);

    /**
     * Calls a suspend function as if it returned a {@code Uni}.
     *
     * @return the result, or the marker which means that the caller will be resumed with the result
     */
    @Nullable
    Object call(InvocationContext call, UniCall signed) throws Exception;

    boolean isFlow(Object result);

    /**
     * A flow whose items are delivered when they are collected, in the collector's coroutine.
     */
    @Nullable
    Object deliver(Object flow, ResultDelivery delivery);

    /**
     * A call whose result is a {@code Uni}.
     */
    @FunctionalInterface
    interface UniCall {

        /**
         * @param proceed runs the function, and returns its result as a {@code Uni}
         * @return the {@code Uni} of the signed result
         */
        @Nullable
        Object sign(Callable<Object> proceed) throws Exception;
    }
}
