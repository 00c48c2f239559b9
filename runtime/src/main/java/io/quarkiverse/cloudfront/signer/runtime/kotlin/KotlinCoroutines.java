package io.quarkiverse.cloudfront.signer.runtime.kotlin;

import java.util.function.Function;

import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.Coroutines;
import io.quarkiverse.cloudfront.signer.runtime.kotlin.SuspendCall.Resumption;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowKt;

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
        if (eachItem == null) {
            return delivery.deliver(Later.known(flow)).await();
        }
        Flow<Object> signed = FlowKt.map((Flow<?>) flow, (item, emitter) -> await(eachItem.apply(item), emitter));
        // the failure of the items can contain a response that is signed
        return FlowKt.onCompletion(signed, (collector, failure, emitter) -> failure == null ? Unit.INSTANCE
                : await(delivery.deliver(Later.failed(failure)), emitter));
    }

    @SuppressWarnings("unchecked")
    private static Object await(Later<?> item, Continuation<?> waiting) {
        return Resumption.await(item.toUni(), IntrinsicsKt.intercepted((Continuation<Object>) waiting));
    }
}
