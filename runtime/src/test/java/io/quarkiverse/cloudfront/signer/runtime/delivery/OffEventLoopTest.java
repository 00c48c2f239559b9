package io.quarkiverse.cloudfront.signer.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class OffEventLoopTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static String thread() {
        return Thread.currentThread().getName();
    }

    private static String broken() {
        throw new IllegalStateException("broken");
    }

    @Test
    void workOfARequest_isDoneByAWorkerOfItsContext() {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<String> done = new CompletableFuture<>();
        CompletableFuture<Context> inContext = new CompletableFuture<>();

        context.runOnContext(ignored -> OffEventLoop.run(() -> {
            inContext.complete(Vertx.currentContext());
            return thread();
        }).thenAccept(done::complete));

        assertThat(done.orTimeout(60, TimeUnit.SECONDS).join()).startsWith("vert.x-worker-thread");
        assertThat(inContext.orTimeout(60, TimeUnit.SECONDS).join()).isSameAs(context);
    }

    @Test
    void workWithoutARequest_isDoneElsewhere() {
        assertThat(OffEventLoop.run(OffEventLoopTest::thread).orTimeout(60, TimeUnit.SECONDS).join()).isNotEqualTo(thread());
        assertThatThrownBy(() -> OffEventLoop.run(OffEventLoopTest::broken).orTimeout(60, TimeUnit.SECONDS).join())
                .hasRootCauseMessage("broken");
    }

    @Test
    void itemFromElsewhere_comesBackToTheContext() {
        CompletableFuture<String> asked = new CompletableFuture<>();
        CompletableFuture<String> received = new CompletableFuture<>();
        Uni<String> elsewhere = Uni.createFrom().completionStage(() -> CompletableFuture.supplyAsync(OffEventLoopTest::thread));

        vertx.getOrCreateContext().runOnContext(ignored -> {
            asked.complete(thread());
            OffEventLoop.andBack(elsewhere).subscribe().with(item -> received.complete(thread()));
        });

        assertThat(received.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(asked.orTimeout(60, TimeUnit.SECONDS).join());
        assertThat(OffEventLoop.andBack(elsewhere)).isSameAs(elsewhere);
    }
}
