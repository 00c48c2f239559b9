package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest.Reply;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest.Thrown;
import io.quarkiverse.cloudfront.signer.runtime.kotlin.KotlinCoroutines;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowKt;

/**
 * Functions of Kotlin that sign.
 */
class CoroutinesTest {

    private static final Continuation<Object> CALLER = new Continuation<>() {

        @Override
        public CoroutineContext getContext() {
            return EmptyCoroutineContext.INSTANCE;
        }

        @Override
        public void resumeWith(Object result) {
            throw new AssertionError("the function returns immediately");
        }
    };

    private final TestApplication application = new TestApplication(new Exchange(), new TestUsers(TestUsers.alice(null)),
            new TestRest(Map.of()), null);

    @BeforeEach
    void addCoroutines() {
        EventLoop.detect();
        application.coroutines = new KotlinCoroutines();
        application.cacheLoads = null;
        application.login = null;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> collect(Object flow) throws InterruptedException {
        return (List<Object>) BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE,
                (scope, end) -> FlowKt.toList((Flow<Object>) flow, new ArrayList<>(), end));
    }

    @Test
    void suspendFunction_returnsTheSignedUrl() {
        assertThat((String) application.call(new TestMethod(), "/a.jpg", "7", CALLER)).contains("Signature=");
        assertThat(application.call(new TestMethod(), (Object) null, "7", CALLER)).isNull();
    }

    @Test
    void suspendFunctionForUsers_isNotCalledWithoutALogin() {
        application.login = () -> Later.failed(new SecurityException("no login"));
        assertThatThrownBy(() -> application.call(new TestMethod().forUsers(), "any", () -> {
            throw new AssertionError("not called");
        }, "7", CALLER)).isInstanceOf(SecurityException.class);
    }

    @Test
    void flow_hasItsItemsSigned() throws Exception {
        Object flow = application.call(new TestMethod(), FlowKt.flowOf(new Object[] { "/a.jpg", URI.create("/b.jpg") }), "7",
                null);

        assertThat(collect(flow)).hasSize(2).allMatch(item -> item.toString().contains("Signature="));
    }

    @Test
    void redirectThatAFlowThrows_isSigned() {
        Flow<Object> throwing = (collector, end) -> {
            throw new Thrown(new Reply(303, null, "/a.jpg"));
        };
        Object flow = application.call(new TestMethod(), throwing, "7", null);

        assertThatThrownBy(() -> collect(flow))
                .satisfies(thrown -> assertThat(TestRest.reply(thrown).location()).contains("Signature="));
    }

    @Test
    void flowOfAMethodWithCookies_isLeft() {
        Object flow = FlowKt.flowOf("page");

        assertThat(application.call(new TestMethod().cookies().resource("/*"), flow, "7", null)).isSameAs(flow);
        assertThat(application.exchange.respond(200).setCookies()).isNotEmpty();
    }
}
