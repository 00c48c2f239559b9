package io.quarkiverse.cloudfront.signer.runtime.signer;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;

/**
 * Work for one signer that is repeated on a worker thread. Runs overlap only if a run hangs, which is reported.
 */
public final class PeriodicTask implements Handler<Long>, Runnable {

    private static final Logger LOG = Logger.getLogger(PeriodicTask.class);

    /** Longer than the combined deadlines of all of a signer's reads and requests. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private final Vertx vertx;
    private final Runnable work;
    private final Duration period;
    private final String failed;
    private final Duration longest;
    private long timer;
    private boolean stopped;

    /**
     * @param failed the message if the work throws an exception or hangs. The work is then repeated as usual
     * @param longest how long the work can take before it counts as hanging
     */
    PeriodicTask(Vertx vertx, Runnable work, Duration period, String failed, Duration longest) {
        this.vertx = vertx;
        this.work = work;
        this.period = period;
        this.failed = failed;
        this.longest = longest;
    }

    /**
     * @param first how long to wait before the first run
     */
    synchronized void schedule(Duration first) {
        if (!stopped) {
            timer = vertx.setTimer(first.toMillis(), this);
        }
    }

    @Override
    public void handle(Long id) {
        Instant start = Instant.now();
        vertx.executeBlocking(Executors.callable(work), false).timeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(result -> done(result, start));
    }

    private void done(AsyncResult<Object> result, Instant start) {
        if (result.cause() instanceof TimeoutException) {
            LOG.errorf("%s. The run that began at %s has not ended. The next run does not wait for it", failed, start);
        } else if (result.failed()) {
            LOG.error(failed, result.cause());
        }
        schedule(period);
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
