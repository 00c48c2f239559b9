package io.quarkiverse.cloudfront.signer.runtime.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

class ServedRequestsTest {

    private static final String WEB_SOCKET = "io.quarkus.websockets.next.runtime.WebSocketConnectionBase";

    private static Vertx vertx;

    private final Exchange exchange = new Exchange();
    private final Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static <T> T on(Context context, Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(60, TimeUnit.SECONDS);
    }

    /** The filter that a router with this bean has. */
    private static Handler<RoutingContext> filter() {
        AtomicReference<Handler<RoutingContext>> registered = new AtomicReference<>();
        Exchange.served(null).register(new Filters() {

            @Override
            public Filters register(Handler<RoutingContext> handler, int priority) {
                registered.set(handler);
                return this;
            }
        });
        return registered.get();
    }

    @Test
    void currentRequest_isServedUntilItsResponseEnds() {
        assertThat(Exchange.served(exchange).isServing()).isTrue();
        assertThat(Exchange.served(exchange.respond(200)).isServing()).isFalse();
        assertThat(Exchange.served(null).isServing()).isFalse();
    }

    @Test
    void requestOfARoute_isServedInItsContext() throws Exception {
        assertThat(on(context, () -> Exchange.served(null).isServing())).isFalse();
        on(context, () -> {
            filter().handle(exchange.context());
            return null;
        });

        assertThat(exchange.isPassedOn()).isTrue();
        assertThat(on(context, () -> Exchange.served(null).isServing())).isTrue();
        Context other = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        assertThat(on(other, () -> Exchange.served(null).isServing())).isFalse();
        exchange.respond(200);
        assertThat(on(context, () -> Exchange.served(null).isServing())).isFalse();
    }

    @Test
    void requestWithoutItsOwnContext_isPassedOnWithoutATrace() throws Exception {
        filter().handle(exchange.context());
        assertThat(exchange.isPassedOn()).isTrue();

        Context root = vertx.getOrCreateContext();
        Exchange second = new Exchange();
        on(root, () -> {
            filter().handle(second.context());
            return null;
        });
        assertThat(second.isPassedOn()).isTrue();
        assertThat(on(root, () -> Exchange.served(null).isServing())).isFalse();
    }

    @Test
    void webSocket_isServedWithoutARequest() throws Exception {
        assertThat(Exchange.viewers(null).isWebSocket()).isFalse();
        assertThat(on(context, () -> Exchange.viewers(null).isWebSocket())).isFalse();
        assertThat(on(vertx.getOrCreateContext(), () -> Exchange.viewers(null).isWebSocket())).isFalse();
        context.putLocal(WEB_SOCKET, "connection");

        assertThat(on(context, () -> Exchange.viewers(null).isWebSocket())).isTrue();
        assertThat(on(context, () -> Exchange.served(null).isServing())).isTrue();
    }
}
