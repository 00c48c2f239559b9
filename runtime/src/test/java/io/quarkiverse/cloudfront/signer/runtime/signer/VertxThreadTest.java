package io.quarkiverse.cloudfront.signer.runtime.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers.VertxThread;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class VertxThreadTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final VertxThread thread = new VertxThread();

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Test
    void eventLoop_mustNotBlock() {
        EventLoop.detect();

        assertThat(EventLoop.run(thread::mayBlock)).isFalse();
        assertThat(thread.mayBlock()).isTrue();
    }

    @Test
    void work_continuesOnTheCallersContext() throws Exception {
        Context context = VERTX.getOrCreateContext();
        CompletableFuture<Executor> eventLoop = new CompletableFuture<>();
        context.runOnContext(ignored -> eventLoop.complete(thread.eventLoop()));
        CompletableFuture<Context> continued = new CompletableFuture<>();

        eventLoop.get(30, TimeUnit.SECONDS).execute(() -> continued.complete(Vertx.currentContext()));

        assertThat(continued.get(30, TimeUnit.SECONDS)).isSameAs(context);
    }

    @Test
    void otherThread_hasNoEventLoop() throws Exception {
        assertThat(thread.eventLoop()).isNull();
        assertThat(VERTX.executeBlocking(() -> thread.eventLoop() == null).toCompletionStage().toCompletableFuture().get(30,
                TimeUnit.SECONDS)).isTrue();
    }
}
