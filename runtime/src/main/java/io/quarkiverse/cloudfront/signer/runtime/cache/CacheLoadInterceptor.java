package io.quarkiverse.cloudfront.signer.runtime.cache;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Runs directly inside {@code @CacheResult}, so it only runs if the result is not cached yet.
 */
@LoadsCache
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 3)
public class CacheLoadInterceptor {

    private final CacheLoads loads;

    CacheLoadInterceptor(CacheLoads loads) {
        this.loads = loads;
    }

    @AroundInvoke
    Object load(InvocationContext context) throws Exception {
        return loads.run(context::proceed);
    }
}
