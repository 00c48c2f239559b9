package io.quarkiverse.cloudfront.signer.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

class RequestAnswerTest {

    private boolean ended;
    private final HttpServerResponse response = Stub.of(HttpServerResponse.class, Map.of("ended", none -> ended));
    private final RoutingContext context = Stub.of(RoutingContext.class,
            Map.of("fail", this::fail, "response", none -> response));
    private final List<Object> events = new ArrayList<>();
    private Throwable failure;

    private Object fail(Object[] arguments) {
        failure = (Throwable) arguments[0];
        return null;
    }

    @Test
    void item_isAnswered() {
        RequestAnswer.answer(context, Uni.createFrom().item("page"), events::add);

        assertThat(events).containsExactly("page");
        assertThat(failure).isNull();
    }

    @Test
    void answerThatThrows_failsTheRequest() {
        RequestAnswer.answer(context, Uni.createFrom().item("page"), page -> {
            throw new IllegalStateException("cannot send " + page);
        });

        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("cannot send page");
    }

    @Test
    void error_failsTheRequest() {
        RequestAnswer.answer(context, Uni.createFrom().item("page"), page -> {
            throw new StackOverflowError();
        });

        assertThat(failure).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void workThatFails_failsTheRequest() {
        IllegalStateException reason = new IllegalStateException();

        RequestAnswer.answer(context, Uni.createFrom().failure(reason));

        assertThat(failure).isSameAs(reason);
    }

    @Test
    void authenticationThatFails_failsTheRequestUnlessItHasAnswered() {
        AuthenticationFailedException reason = new AuthenticationFailedException();
        ended = true;
        RequestAnswer.answer(context, Uni.createFrom().failure(reason));
        assertThat(failure).isNull();

        ended = false;
        RequestAnswer.answer(context, Uni.createFrom().failure(reason));
        assertThat(failure).isSameAs(reason);
    }

    @Test
    void otherFailureAfterTheAnswer_isReported() {
        ended = true;
        IllegalStateException reason = new IllegalStateException();

        RequestAnswer.answer(context, Uni.createFrom().failure(reason));

        assertThat(failure).isSameAs(reason);
    }
}
