package io.quarkiverse.cloudfront.signer.runtime.kotlin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

import jakarta.interceptor.InvocationContext;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.quarkiverse.cloudfront.signer.runtime.kotlin.SuspendCall.Resumption;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.AbstractCoroutineContextElement;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.ContinuationInterceptor;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowCollector;

class KotlinCoroutinesTest {

    private static final Object MARK = IntrinsicsKt.getCOROUTINE_SUSPENDED();

    private final KotlinCoroutines coroutines = new KotlinCoroutines();
    private final List<Object> resumed = new ArrayList<>();
    private final Continuation<Object> caller = new Resumption(EmptyCoroutineContext.INSTANCE, resumed::add);
    private Continuation<Object> function;

    interface Functions {

        Object suspending(Continuation<Object> continuation);

        String callback(Continuation<Object> continuation);

        Object plain(Object argument);
    }

    @Test
    void callWithAContinuation_isSuspending() {
        assertThat(coroutines.isSuspending(call("suspending", () -> null, caller))).isTrue();
        assertThat(coroutines.isSuspending(call("callback", () -> null, caller))).isFalse();
        assertThat(coroutines.isSuspending(call("plain", () -> null, "a"))).isFalse();
    }

    @Test
    void returningFunction_returnsTheSignedValue() throws Exception {
        assertThat(signed(() -> "a")).isEqualTo("a signed");
        assertThat(resumed).isEmpty();
    }

    @Test
    void suspendingFunction_resumesItsCallerWithTheSignedValue() throws Exception {
        assertThat(signed(() -> MARK)).isSameAs(MARK);
        assertThat(resumed).isEmpty();
        function.resumeWith("a");
        assertThat(resumed).containsExactly("a signed");
    }

    @Test
    void failingFunction_fails() throws Exception {
        assertThatThrownBy(() -> signed(() -> {
            throw new IllegalStateException("a");
        })).hasMessage("a");
        assertThat(signed(() -> MARK)).isSameAs(MARK);
        function.resumeWith(ResultKt.createFailure(new IllegalStateException("b")));
        assertThatThrownBy(() -> ResultKt.throwOnFailure(resumed.get(0))).hasMessage("b");
    }

    @Test
    void valueThatCannotBeSigned_fails() throws Exception {
        assertThat(coroutines.call(call("suspending", () -> MARK, caller), proceed -> ((Uni<?>) proceed.call())
                .map(value -> {
                    throw new IllegalStateException("not a URL");
                }))).isSameAs(MARK);
        function.resumeWith("a");
        assertThatThrownBy(() -> ResultKt.throwOnFailure(resumed.get(0))).hasMessage("not a URL");
    }

    @Test
    void functionWithoutValue_hasNothingToSign() throws Exception {
        assertThat(signed(() -> null)).isNull();
        assertThat(signed(() -> Unit.INSTANCE)).isSameAs(Unit.INSTANCE);
        signed(() -> MARK);
        function.resumeWith(Unit.INSTANCE);
        assertThat(resumed).containsExactly(Unit.INSTANCE);
    }

    /** The user is known later, on another thread. */
    @Test
    void functionThatHasToWait_startsInItsCallersCoroutine() throws Exception {
        Dispatcher dispatcher = new Dispatcher();
        Continuation<Object> dispatched = new Resumption(dispatcher, resumed::add);
        UniEmitter<?>[] user = new UniEmitter<?>[1];
        List<String> calls = new ArrayList<>();
        Object returned = coroutines.call(call("suspending", () -> {
            calls.add("called");
            return "a";
        }, dispatched), proceed -> Uni.createFrom().emitter(emitter -> user[0] = emitter).chain(() -> uni(proceed)));
        assertThat(returned).isSameAs(MARK);
        user[0].complete(null);
        assertThat(calls).isEmpty();
        dispatcher.run();
        assertThat(calls).containsExactly("called");
        assertThat(resumed).containsExactly("a signed");
    }

    @Test
    void eachItemOfAFlow_isReplaced() {
        List<Object> collected = new ArrayList<>();
        Object end = flow(item -> Uni.createFrom().item(item + " signed")).collect((item, emitter) -> {
            collected.add(item);
            return Unit.INSTANCE;
        }, unit());
        assertThat(end).isSameAs(Unit.INSTANCE);
        assertThat(collected).containsExactly("a signed", "b signed");
    }

    @Test
    void itemThatIsReplacedLater_suspendsTheFlow() {
        List<Object> collected = new ArrayList<>();
        List<UniEmitter<? super Object>> signing = new ArrayList<>();
        FlowCollector<Object> collector = (item, emitter) -> {
            collected.add(item);
            return Unit.INSTANCE;
        };
        Flow<Object> flow = flow(item -> Uni.createFrom().<Object> emitter(signing::add));
        assertThat(flow.collect(collector, unit())).isSameAs(MARK);
        assertThat(collected).isEmpty();
        signing.get(0).complete("a signed");
        assertThat(collected).containsExactly("a signed");
        assertThat(resumed).containsExactly(Unit.INSTANCE);
    }

    @Test
    void itemThatCannotBeReplaced_failsTheFlow() {
        List<UniEmitter<? super Object>> signing = new ArrayList<>();
        flow(item -> Uni.createFrom().<Object> emitter(signing::add)).collect((item, emitter) -> Unit.INSTANCE, unit());
        signing.get(0).fail(new IllegalStateException("not a URL"));
        assertThatThrownBy(() -> ResultKt.throwOnFailure(resumed.get(0))).hasMessage("not a URL");
    }

    private Object signed(Callable<Object> body) throws Exception {
        return coroutines.call(call("suspending", body, caller), KotlinCoroutinesTest::uni);
    }

    private static Uni<?> uni(Callable<Object> proceed) {
        try {
            return ((Uni<?>) proceed.call()).map(value -> value == null ? null : value + " signed");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private InvocationContext call(String name, Callable<Object> body, Object... arguments) {
        Object[][] current = { arguments };
        return (InvocationContext) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { InvocationContext.class }, (proxy, method, values) -> switch (method.getName()) {
                    case "getMethod" -> method(name);
                    case "getParameters" -> current[0];
                    case "setParameters" -> current[0] = (Object[]) values[0];
                    case "proceed" -> proceed(current[0], body);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @SuppressWarnings("unchecked")
    private Object proceed(Object[] arguments, Callable<Object> body) throws Exception {
        function = (Continuation<Object>) arguments[0];
        return body.call();
    }

    private static Method method(String name) {
        for (Method method : Functions.class.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                return method;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** Emits until the collector suspends it. */
    @SuppressWarnings("unchecked")
    private Flow<Object> flow(Function<Object, Uni<?>> replacement) {
        Flow<Object> items = (collector, end) -> {
            Object first = ((FlowCollector<Object>) collector).emit("a", end);
            return first == MARK ? MARK : ((FlowCollector<Object>) collector).emit("b", end);
        };
        return (Flow<Object>) coroutines.deliver(items, new EachItem(item -> Later.of(replacement.apply(item).map(o -> o))));
    }

    /** Replaces the items of flows, and leaves everything else as it is. */
    private record EachItem(Function<Object, Later<Object>> eachItem) implements ResultDelivery {

        @Override
        public Later<Object> deliver(Later<Object> result) {
            return result;
        }

        @Override
        public Multi<?> deliver(Multi<?> items) {
            return items;
        }
    }

    @Test
    void flowThatIsNotMapped_isDeliveredAsItIs() {
        Flow<Object> flow = (collector, end) -> MARK;

        assertThat(coroutines.deliver(flow, new EachItem(null))).isSameAs(flow);
    }

    @SuppressWarnings({ "unchecked", "rawtypes" })
    private Continuation<Unit> unit() {
        return (Continuation) caller;
    }

    /** Runs tasks when the test calls it. */
    private static final class Dispatcher extends AbstractCoroutineContextElement implements ContinuationInterceptor {

        private final List<Runnable> tasks = new ArrayList<>();

        private Dispatcher() {
            super(ContinuationInterceptor.Key);
        }

        void run() {
            tasks.forEach(Runnable::run);
        }

        @Override
        public <T> Continuation<T> interceptContinuation(Continuation<? super T> continuation) {
            return new Continuation<>() {

                @Override
                public CoroutineContext getContext() {
                    return continuation.getContext();
                }

                @Override
                public void resumeWith(Object result) {
                    tasks.add(() -> continuation.resumeWith(result));
                }
            };
        }

        @Override
        public void releaseInterceptedContinuation(Continuation<?> continuation) {
            // not cached
        }
    }
}
