package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.concurrent.Callable;
import java.util.function.Function;

import jakarta.interceptor.InvocationContext;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/**
 * The asynchronous functions of Kotlin. There is no such bean in an application without kotlinx-coroutines.
 */
public interface Coroutines {

    /**
     * Whether the call is one of a suspend function.
     */
    boolean isSuspending(InvocationContext call);

    /**
     * Calls a suspend function as if it returned a {@code Uni}.
     *
     * @return the result, or the mark that the caller will be resumed with it
     */
    @Nullable
    Object call(InvocationContext call, UniCall signed) throws Exception;

    boolean isFlow(Object value);

    /**
     * The flow with each item replaced when it is collected, in the collector's coroutine.
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
