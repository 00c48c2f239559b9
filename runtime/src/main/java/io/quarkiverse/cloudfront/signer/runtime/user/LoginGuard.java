package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.concurrent.Callable;

/**
 * Checks whether the current caller has logged in. Applications without a security extension do not have this bean.
 */
public interface LoginGuard {

    /**
     * Makes the call if the caller has logged in. Does not block if the result is asynchronous.
     *
     * @param returnType the return type of the call
     */
    Object call(Class<?> returnType, Callable<Object> call) throws Exception;
}
