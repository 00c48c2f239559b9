package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.cache.CacheLoads;
import io.quarkiverse.cloudfront.signer.runtime.delivery.Coroutines;
import io.quarkiverse.cloudfront.signer.runtime.delivery.RestResponses;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ThrownResponses;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.user.LoginGuard;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Signs the return values of annotated methods, or sets cookies. Runs outside {@code @CacheResult} and all other interceptors
 * that store return values, because a stored URL would be returned after its expiry.
 */
@SignedResource
@Interceptor
@Priority(SignedResourceInterceptor.PRIORITY)
public class SignedResourceInterceptor {

    static final int PRIORITY = Interceptor.Priority.PLATFORM_BEFORE - 10;

    private final SignedMethods methods;
    private final Viewers viewers;
    private final @Nullable LoginGuard login;
    private final @Nullable CacheLoads cacheLoads;
    private final @Nullable RestResponses rest;
    private final @Nullable Coroutines coroutines;

    SignedResourceInterceptor(SignedMethods methods, Viewers viewers, Instance<LoginGuard> login,
            Instance<CacheLoads> cacheLoads, Instance<RestResponses> rest, Instance<Coroutines> coroutines) {
        this.methods = methods;
        this.viewers = viewers;
        this.login = login.isResolvable() ? login.get() : null;
        this.cacheLoads = cacheLoads.isResolvable() ? cacheLoads.get() : null;
        this.rest = rest.isResolvable() ? rest.get() : null;
        this.coroutines = coroutines.isResolvable() ? coroutines.get() : null;
    }

    @AroundInvoke
    @Nullable
    Object sign(InvocationContext context) throws Exception {
        GrantTerms terms = methods.get(context);
        if (cacheLoads != null) {
            cacheLoads.refuse(terms.method());
        }
        return coroutines != null && coroutines.isSuspending(context)
                ? coroutines.call(context, proceed -> sign(terms, context, Uni.class, proceed))
                : sign(terms, context, context.getMethod().getReturnType(), context::proceed);
    }

    private @Nullable Object sign(GrantTerms terms, InvocationContext context, Class<?> returnType, Callable<Object> proceed)
            throws Exception {
        return terms.method().forUsers()
                ? Objects.requireNonNull(login).call(returnType, () -> deliver(terms, context, proceed))
                : deliver(terms, context, proceed);
    }

    private @Nullable Object deliver(GrantTerms terms, InvocationContext context, Callable<Object> proceed) throws Exception {
        ResultDelivery delivery = methods.begin(terms, context, viewers.current());
        Object result;
        try {
            result = proceed.call();
        } catch (Exception e) {
            ThrownResponses thrown = rest == null ? null : new ThrownResponses(rest, delivery);
            if (thrown != null && thrown.isResponse(e)) {
                throw thrown.deliverThrown(e);
            }
            delivery.failed();
            throw e;
        }
        Object delivered = delivery.deliver(result);
        return rest != null && delivered != null && isLater(delivered)
                ? new ThrownResponses(rest, delivery).watch(result, delivered)
                : delivered;
    }

    private static boolean isLater(Object delivered) {
        return delivered instanceof Uni || delivered instanceof Multi || delivered instanceof CompletionStage;
    }
}
