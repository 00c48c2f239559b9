package io.quarkiverse.cloudfront.signer.runtime.cache;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Sits just inside of {@code @CacheResult}, so that it runs only if the result is not cached yet.
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
