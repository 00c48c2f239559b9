package io.quarkiverse.cloudfront.signer.runtime.signer;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;

/**
 * Periodically reads the keys of one signer again, on a worker thread. Reloads do not overlap.
 */
public final class KeyReload implements Handler<Long>, Callable<Void>, Runnable {

    private static final Logger LOG = Logger.getLogger(KeyReload.class);

    private final Vertx vertx;
    private final ConfiguredSigner signer;
    private final long period;
    private long timer;
    private boolean stopped;

    KeyReload(Vertx vertx, ConfiguredSigner signer, Duration period) {
        this.vertx = vertx;
        this.signer = signer;
        this.period = period.toMillis();
    }

    public synchronized void schedule() {
        if (!stopped) {
            timer = vertx.setTimer(period, this);
        }
    }

    @Override
    public void handle(Long id) {
        vertx.executeBlocking(this, false).onComplete(this::done);
    }

    @Override
    public Void call() {
        signer.settings().keys().reload();
        return null;
    }

    private void done(AsyncResult<Void> result) {
        if (result.failed()) {
            LOG.error("Reloading the signing keys failed. The previous keys stay in use", result.cause());
        }
        schedule();
    }

    /**
     * Stops permanently.
     */
    @Override
    public synchronized void run() {
        stopped = true;
        vertx.cancelTimer(timer);
    }
}
