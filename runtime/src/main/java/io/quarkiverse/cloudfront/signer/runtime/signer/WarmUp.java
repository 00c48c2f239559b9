package io.quarkiverse.cloudfront.signer.runtime.signer;

import java.util.concurrent.Executors;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;

/**
 * Makes dummy signatures shortly after the start, because the first signatures take a hundred times as long as later ones. Runs
 * on a worker thread after the application has started, because the start itself needs the processors.
 */
public record WarmUp(Signers signers, Vertx vertx) implements Handler<Long> {

    private static final long DELAY_MILLIS = 1000;

    public void schedule() {
        vertx.setTimer(DELAY_MILLIS, this);
    }

    @Override
    public void handle(Long timer) {
        vertx.executeBlocking(Executors.callable(signers::warmUp), false);
    }
}
