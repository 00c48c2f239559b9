package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.concurrent.Callable;

/**
 * Knows whether the current caller has logged in. There is no such bean in an application without a security extension.
 */
public interface LoginGuard {

    /**
     * Makes the call if its caller has logged in. Does not wait where the result is asynchronous.
     *
     * @param returnType of the call
     */
    Object call(Class<?> returnType, Callable<Object> call) throws Exception;
}
