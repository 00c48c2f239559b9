package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.util.Objects;
import java.util.concurrent.Callable;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.cache.CacheLoads;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.user.Login;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewers;
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
    private final @Nullable Login login;
    private final @Nullable CacheLoads cacheLoads;
    private final @Nullable Coroutines coroutines;

    SignedResourceInterceptor(SignedMethods methods, Viewers viewers, Instance<Login> login,
            Instance<CacheLoads> cacheLoads, Instance<Coroutines> coroutines) {
        this.methods = methods;
        this.viewers = viewers;
        this.login = login.isResolvable() ? login.get() : null;
        this.cacheLoads = cacheLoads.isResolvable() ? cacheLoads.get() : null;
        this.coroutines = coroutines.isResolvable() ? coroutines.get() : null;
    }

    @AroundInvoke
    @Nullable
    Object sign(InvocationContext context) throws Exception {
        SignedMethods.PreparedMethod prepared = methods.get(context);
        if (cacheLoads != null && prepared.method().result().fields() == FieldPlacement.NONE) {
            cacheLoads.refuse(prepared.terms().description());
        }
        return coroutines != null && coroutines.isSuspending(context)
                ? coroutines.call(context, proceed -> sign(prepared, context, Uni.class, proceed))
                : sign(prepared, context, context.getMethod().getReturnType(), context::proceed);
    }

    private @Nullable Object sign(SignedMethods.PreparedMethod prepared, InvocationContext context, Class<?> returnType,
            Callable<@Nullable Object> proceed) throws Exception {
        return prepared.method().call().forUsers()
                ? after(Objects.requireNonNull(login).login(), returnType, () -> grant(prepared, context, returnType, proceed))
                : grant(prepared, context, returnType, proceed);
    }

    /**
     * Makes a call once the user is known. Does not wait for this if the result is asynchronous.
     */
    private static @Nullable Object after(Later<?> user, Class<?> returnType, Callable<@Nullable Object> call)
            throws Exception {
        Later<?> known = user.ifKnown();
        AsyncType async = known != null && known.isValue() ? null : AsyncType.declaredAs(returnType);
        if (async != null) {
            return async.after(known == null ? user : known, call);
        }
        (known == null ? user : known).await();
        return call.call();
    }

    private @Nullable Object grant(SignedMethods.PreparedMethod prepared, InvocationContext context, Class<?> returnType,
            Callable<@Nullable Object> proceed) throws Exception {
        Viewer viewer = viewers.current();
        Grant grant = methods.deliveries().grant(prepared, context, viewer);
        Later<?> allowed = grant.allowed();
        Callable<@Nullable Object> call = () -> deliver(
                methods.deliveries().begin(prepared, grant, context.getMethod(), viewer), proceed);
        return allowed == null ? call.call() : after(allowed, returnType, call);
    }

    private @Nullable Object deliver(ResultDelivery delivery, Callable<@Nullable Object> proceed) {
        Object result;
        try {
            result = proceed.call();
        } catch (Exception e) {
            return delivery.deliver(Later.failed(e)).await();
        }
        AsyncType async = AsyncType.of(result);
        if (async != null) {
            return async.deliver(Objects.requireNonNull(result), delivery);
        }
        return coroutines != null && result != null && coroutines.isFlow(result) ? coroutines.deliver(result, delivery)
                : delivery.deliver(Later.known(result)).await();
    }
}
