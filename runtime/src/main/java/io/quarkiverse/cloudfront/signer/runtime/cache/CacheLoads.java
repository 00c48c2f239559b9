package io.quarkiverse.cloudfront.signer.runtime.cache;

import java.util.concurrent.Callable;

import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.grant.MemberPlacement;
import io.quarkiverse.cloudfront.signer.runtime.grant.SignedMethodInfo;

/**
 * Knows whether the current thread runs a method whose result is about to be cached. What the method hands over to other
 * threads, or leaves to a {@code Uni}, is not seen.
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

    public void refuse(SignedMethodInfo method) {
        if (loading.get() != null && method.members() == MemberPlacement.NONE) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED, method.description()
                    + " is called by a method with @CacheResult: the cache "
                    + "would hand one user's signed URLs to the next. Sign outside of @CacheResult, or set both annotations on "
                    + "one method, which caches the unsigned value");
        }
    }
}
