package io.quarkiverse.cloudfront.signer.runtime.signer;

import java.util.concurrent.Callable;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;

/**
 * Makes the first signatures, which take a hundred times as long as those that follow, before a viewer has to wait for them.
 * Not while the application's start needs the processors itself, and on a worker.
 */
public final class WarmUp implements Handler<Long>, Callable<Void> {

    private static final long DELAY_MILLIS = 1000;

    private final Signers signers;
    private final Vertx vertx;

    public WarmUp(Signers signers, Vertx vertx) {
        this.signers = signers;
        this.vertx = vertx;
    }

    public void schedule() {
        vertx.setTimer(DELAY_MILLIS, this);
    }

    @Override
    public void handle(Long timer) {
        vertx.executeBlocking(this, false);
    }

    @Override
    public Void call() {
        signers.warmUp();
        return null;
    }
}
