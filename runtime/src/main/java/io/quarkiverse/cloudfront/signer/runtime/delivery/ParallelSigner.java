package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Signs the many URLs of one value on several threads of the worker pool, where that takes long enough to be worth it. All
 * batches together have no more helpers than there are processors beside their own threads, as more would only take them from
 * other requests.
 */
@Singleton
public class ParallelSigner {

    /** Some ten times of what it takes to get a helper. Cached signatures never take so long, and one of RSA does. */
    private static final long LONG_ENOUGH = TimeUnit.MILLISECONDS.toNanos(1);

    private final Executor workers;
    private final Semaphore helpers;
    private final long longEnough;

    public ParallelSigner() {
        this(new WorkerPool(), Runtime.getRuntime().availableProcessors() - 1, LONG_ENOUGH);
    }

    /**
     * @param longEnough for how many nanoseconds a batch has no helpers
     */
    public ParallelSigner(Executor workers, int helpers, long longEnough) {
        this.workers = workers;
        this.helpers = new Semaphore(helpers);
        this.longEnough = longEnough;
    }

    /**
     * As {@link ReturnValueRewriter#rewrite}, for a caller who may block.
     *
     * @param signer is called on several threads at once
     */
    public @Nullable Object rewrite(ReturnValueRewriter rewriter, @Nullable Object value, UnaryOperator<String> signer) {
        return rewriter.rewrite(value, rewriter.isBatch(value) ? new Batch(rewriter, value, signer) : signer);
    }

    /**
     * Shares the work with as many helpers as are free. Who calls does all of it alone where none is, or where none gets a
     * thread, so that an exhausted pool delays nothing.
     */
    private Map<String, String> sign(Set<String> urls, UnaryOperator<String> signer) {
        if (urls.isEmpty()) {
            return Map.of();
        }
        SharedWork work = new SharedWork(urls, signer);
        for (int wanted = urls.size() - 1; wanted > 0 && helpers.tryAcquire(); wanted--) {
            try {
                workers.execute(() -> help(work));
            } catch (RejectedExecutionException e) {
                helpers.release();
                break;
            }
        }
        return work.finish();
    }

    private void help(SharedWork work) {
        try {
            work.run();
        } finally {
            helpers.release();
        }
    }

    /**
     * Looked up anew for each command, as a reload brings another one.
     */
    private static final class WorkerPool implements Executor {

        @Override
        public void execute(Runnable command) {
            Infrastructure.getDefaultWorkerPool().execute(command);
        }
    }

    /**
     * Signs one URL after the other as it is asked for, and all others at once when that takes long.
     */
    private final class Batch implements UnaryOperator<String> {

        private final ReturnValueRewriter rewriter;
        private final @Nullable Object value;
        private final UnaryOperator<String> signer;
        private final long end = System.nanoTime() + longEnough;
        private int done;
        private @Nullable Map<String, String> signed;

        private Batch(ReturnValueRewriter rewriter, @Nullable Object value, UnaryOperator<String> signer) {
            this.rewriter = rewriter;
            this.value = value;
            this.signer = signer;
        }

        @Override
        public String apply(String url) {
            if (signed == null && System.nanoTime() - end < 0) {
                done++;
                return signer.apply(url);
            }
            if (signed == null) {
                signed = sign(left(), signer);
            }
            String known = signed.get(url);
            // a collection may come in another order each time
            return known != null ? known : signer.apply(url);
        }

        private Set<String> left() {
            Set<String> left = new LinkedHashSet<>();
            int[] seen = { 0 };
            rewriter.rewrite(value, url -> {
                if (seen[0]++ >= done) {
                    left.add(url);
                }
                return url;
            });
            return left;
        }
    }
}
