package io.quarkiverse.cloudfront.signer.runtime.signer;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.jboss.logging.Logger;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;

/**
 * Work for one signer that is repeated on a worker thread. Runs do not overlap.
 */
public final class PeriodicTask implements Handler<Long>, Callable<Void>, Runnable {

    private static final Logger LOG = Logger.getLogger(PeriodicTask.class);

    private final Vertx vertx;
    private final Runnable work;
    private final Duration period;
    private final String failed;
    private long timer;
    private boolean stopped;

    /**
     * @param failed the message if the work throws an exception, after which it is repeated as usual
     */
    PeriodicTask(Vertx vertx, Runnable work, Duration period, String failed) {
        this.vertx = vertx;
        this.work = work;
        this.period = period;
        this.failed = failed;
    }

    /**
     * @param first how long to wait before the first run
     */
    synchronized void schedule(Duration first) {
        if (!stopped) {
            timer = vertx.setTimer(first.toMillis(), this);
        }
    }

    /**
     * Begins after one period.
     */
    void schedule() {
        schedule(period);
    }

    @Override
    public void handle(Long id) {
        vertx.executeBlocking(this, false).onComplete(this::done);
    }

    @Override
    public Void call() {
        work.run();
        return null;
    }

    private void done(AsyncResult<Void> result) {
        if (result.failed()) {
            LOG.error(failed, result.cause());
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
