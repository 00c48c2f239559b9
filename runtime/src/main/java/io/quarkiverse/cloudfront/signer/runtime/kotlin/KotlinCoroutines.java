package io.quarkiverse.cloudfront.signer.runtime.kotlin;

import java.util.function.Function;

import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.Coroutines;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.flow.Flow;

/**
 * Calls suspend functions and maps flows in the form that the Kotlin compiler generates.
 */
@Singleton
public class KotlinCoroutines implements Coroutines {

    @Override
    public boolean isSuspending(InvocationContext call) {
        Object[] arguments = call.getParameters();
        return arguments.length > 0 && arguments[arguments.length - 1] instanceof Continuation
                && call.getMethod().getReturnType() == Object.class;
    }

    @Override
    public Object call(InvocationContext call, UniCall signed) throws Exception {
        return new SuspendCall(call).run(signed);
    }

    @Override
    public boolean isFlow(Object value) {
        return value instanceof Flow;
    }

    @Override
    public @Nullable Object deliver(Object flow, ResultDelivery delivery) {
        Function<Object, Later<@Nullable Object>> eachItem = delivery.eachItem();
        return eachItem == null ? delivery.deliver(Later.known(flow)).await()
                : new MappedFlow((Flow<?>) flow, item -> eachItem.apply(item).toUni());
    }
}
