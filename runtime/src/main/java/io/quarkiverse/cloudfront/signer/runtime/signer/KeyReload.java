package io.quarkiverse.cloudfront.signer.runtime.signer;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;

/**
 * Reads the keys of one signer again from time to time, on a worker thread. A reading that takes long is not overtaken by the
 * next one.
 */
public final class KeyReload implements Handler<Long>, Callable<Void>, Runnable {

    private static final Logger LOG = Logger.getLogger(KeyReload.class);

    private final Vertx vertx;
    private final KeyRing keys;
    private final long period;
    private long timer;
    private boolean stopped;

    KeyReload(Vertx vertx, KeyRing keys, Duration period) {
        this.vertx = vertx;
        this.keys = keys;
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
        keys.reload();
        return null;
    }

    private void done(AsyncResult<Void> result) {
        if (result.failed()) {
            LOG.error("The signing keys could not be read again, and stay as they are", result.cause());
        }
        schedule();
    }

    /**
     * Stops for good.
     */
    @Override
    public synchronized void run() {
        stopped = true;
        vertx.cancelTimer(timer);
    }
}
