package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Moves work that would block other requests off the event loop.
 */
public final class OffEventLoop {

    private OffEventLoop() {
    }

    /**
     * Does the work on a worker thread, in the current request. Subsequent stages run there too, because the event loop may be
     * waiting for the result, for example if a template is rendered with {@code render()}.
     */
    public static <T> CompletableFuture<T> run(Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Context context = Vertx.currentContext();
        if (context == null) {
            Infrastructure.getDefaultWorkerPool().execute(() -> complete(done, work));
        } else {
            context.executeBlocking(() -> {
                complete(done, work);
                return null;
            }, false);
        }
        return done;
    }

    /**
     * Continues in the caller's context, if there is one, with the item that another thread provides.
     */
    public static <T> Uni<T> andBack(Uni<T> elsewhere) {
        Context context = Vertx.currentContext();
        return context == null ? elsewhere
                : elsewhere.emitOn(command -> context.runOnContext(ignored -> command.run()));
    }

    private static <T> void complete(CompletableFuture<T> done, Supplier<T> work) {
        try {
            done.complete(work.get());
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }
}
