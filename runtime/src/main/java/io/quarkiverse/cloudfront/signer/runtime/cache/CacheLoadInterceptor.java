package io.quarkiverse.cloudfront.signer.runtime.cache;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;

/**
 * Runs directly inside {@code @CacheResult}, so it only runs if the result is not cached yet.
 */
@CacheLoadInterceptor.LoadsCache
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

    /**
     * Interceptor binding that the build adds to methods with {@code @CacheResult}.
     */
    @InterceptorBinding
    @Target({ ElementType.TYPE, ElementType.METHOD })
    @Retention(RetentionPolicy.RUNTIME)
    public @interface LoadsCache {
    }
}
