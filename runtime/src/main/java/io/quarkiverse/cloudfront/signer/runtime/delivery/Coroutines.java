package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.concurrent.Callable;
import java.util.function.Function;

import jakarta.interceptor.InvocationContext;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

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
     * @return the result, or the marker that the caller will be resumed with it
     */
    @Nullable
    Object call(InvocationContext call, UniCall signed) throws Exception;

    boolean isFlow(Object value);

    /**
     * A flow that replaces each item when it is collected, in the collector's coroutine.
     */
    Object mapEach(Object flow, Function<Object, Uni<?>> replacement);

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
