package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.grant.ValueSigner;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Signs the URLs of one value on several threads of the worker pool, if signing takes long enough for this to be worthwhile.
 * All batches together have fewer helpers than there are processors, in addition to the threads of their callers. More helpers
 * would only delay other requests.
 */
public class ParallelSigner {

    /**
     * About ten times as long as it takes to start a helper. Cached signatures always take less time than this, and a single
     * RSA signature takes more.
     */
    private static final long LONG_ENOUGH = TimeUnit.MILLISECONDS.toNanos(1);

    private final Executor workers;
    private final AtomicInteger helpers;
    private final long longEnough;

    public ParallelSigner() {
        this(new WorkerPool(), Runtime.getRuntime().availableProcessors() - 1, LONG_ENOUGH);
    }

    /**
     * @param longEnough the number of nanoseconds after which a batch gets helpers
     */
    public ParallelSigner(Executor workers, int helpers, long longEnough) {
        this.workers = workers;
        this.helpers = new AtomicInteger(helpers);
        this.longEnough = longEnough;
    }

    /**
     * Like {@link ReturnValueRewriter#rewrite}, but for a caller that may block.
     *
     * @param signer signs one URL; called on several threads concurrently
     */
    public @Nullable Object rewrite(ReturnValueRewriter rewriter, @Nullable Object value, UnaryOperator<String> signer) {
        ValueSigner values = rewriter.isBatch(value) ? new Batch(rewriter, value, signer) : signer::apply;
        return rewriter.rewrite(value, values);
    }

    /**
     * Shares the work with the free helpers. If there are none, or if they do not get a thread, the caller does all the work,
     * so that an exhausted pool does not cause a delay.
     */
    private Map<String, String> sign(Set<String> urls, UnaryOperator<String> signer) {
        if (urls.isEmpty()) {
            return Map.of();
        }
        SharedWork work = new SharedWork(urls, signer);
        for (int wanted = urls.size() - 1; wanted > 0 && isHelperFree(); wanted--) {
            try {
                workers.execute(() -> help(work));
            } catch (RejectedExecutionException e) {
                helpers.incrementAndGet();
                break;
            }
        }
        return work.finish();
    }

    private boolean isHelperFree() {
        return helpers.getAndUpdate(free -> Math.max(0, free - 1)) > 0;
    }

    private void help(SharedWork work) {
        try {
            work.run();
        } finally {
            helpers.incrementAndGet();
        }
    }

    /**
     * Signs URLs one by one as they are requested. If that takes long, all remaining URLs are signed in parallel.
     */
    private final class Batch implements ValueSigner {

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
            if (System.nanoTime() - end < 0) {
                done++;
                return signer.apply(url);
            }
            if (signed == null) {
                signed = sign(left(), signer);
            }
            String known = signed.get(url);
            // the order of a collection may change between iterations
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

    /**
     * Looks up the pool for each command, because a reload replaces it.
     */
    private static final class WorkerPool implements Executor {

        @Override
        public void execute(Runnable command) {
            Infrastructure.getDefaultWorkerPool().execute(command);
        }
    }
}
