package io.quarkiverse.cloudfront.signer.runtime.cache;

import java.util.concurrent.Callable;

import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Tracks whether the current thread runs a method whose result is about to be cached. Work on other threads or in {@code Uni}s
 * is not tracked.
 */
@Singleton
public class CacheLoads {

    private final ThreadLocal<Boolean> loading = new ThreadLocal<>();

    public Object run(Callable<Object> load) throws Exception {
        if (loading.get() != null) {
            return load.call();
        }
        loading.set(Boolean.TRUE);
        try {
            return load.call();
        } finally {
            loading.remove();
        }
    }

    /**
     * Throws an exception if the current thread runs a method whose result is about to be cached.
     *
     * @param method the description of a method that returns signed URLs
     */
    public void refuse(String method) {
        if (loading.get() != null) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED, method
                    + " is called by a method with @CacheResult: the cache would return one user's signed URLs to other "
                    + "users. Sign outside of @CacheResult, or set both annotations on one method, which then caches the "
                    + "unsigned value");
        }
    }
}
