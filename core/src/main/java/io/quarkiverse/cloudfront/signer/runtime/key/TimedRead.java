package io.quarkiverse.cloudfront.signer.runtime.key;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * A read with a deadline. Single flight: while a read is in progress, further callers wait for its result, so that at most one
 * thread hangs for each version of the source. The source is read on a separate thread, because a read from a file system that
 * does not respond never ends and cannot be interrupted.
 */
public final class TimedRead<T> {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Callable<T> source;
    private final @Nullable TimedRead<Object> version;
    private final Duration timeout;
    private @Nullable FutureTask<T> running;
    /** The version that the running task reads. */
    private @Nullable Object reading;

    /**
     * @param source reads the source. If this fails, it throws an {@link UnusableKeyException} or an unchecked exception
     */
    public TimedRead(Callable<T> source) {
        this(source, null, TIMEOUT);
    }

    /**
     * @param version returns another value after the source has been replaced, so that callers do not wait for a hanging read
     *        of the previous source
     */
    public TimedRead(Callable<T> source, Callable<Object> version) {
        this(source, new TimedRead<>(version), TIMEOUT);
    }

    TimedRead(Callable<T> source, @Nullable TimedRead<Object> version, Duration timeout) {
        this.source = source;
        this.version = version;
        this.timeout = timeout;
    }

    /**
     * Reads the source and rethrows its exceptions. Blocks the caller, but not beyond the deadline.
     */
    public synchronized T read() throws UnusableKeyException {
        Object current = version == null ? this : version.read();
        FutureTask<T> task = running;
        if (task == null || !current.equals(reading)) {
            reading = current;
            task = new FutureTask<>(source);
            Thread thread = new Thread(task, "cloudfront-signer-read");
            thread.setDaemon(true);
            thread.start();
        }
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnusableKeyException cause) {
                throw cause;
            }
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableKeyException("could not be read, because the application is shutting down", e);
        } catch (TimeoutException e) {
            throw new UnusableKeyException(("could not be read within %s seconds. Check whether its file system or service "
                    + "responds, and check public-key-location, too").formatted(timeout.toSeconds()), e);
        } finally {
            running = task.isDone() ? null : task;
        }
    }
}
