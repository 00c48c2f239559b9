package io.quarkiverse.cloudfront.signer.runtime.signer;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.signature.CallerThread;
import io.quarkus.runtime.BlockingOperationControl;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A thread of Vert.x, whose event loops must not wait.
 */
final class VertxThread implements CallerThread {

    @Override
    public boolean mayBlock() {
        return BlockingOperationControl.isBlockingAllowed();
    }

    @Override
    public @Nullable Executor eventLoop() {
        Context context = Context.isOnEventLoopThread() ? Vertx.currentContext() : null;
        return context == null ? null : command -> context.runOnContext(ignored -> command.run());
    }
}
