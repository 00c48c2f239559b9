package io.quarkiverse.cloudfront.signer.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.fixtures.Race;

class ParallelSignerTest {

    private static final long AT_ONCE = 0;

    private final ExecutorService pool = Executors.newFixedThreadPool(8);
    private final AtomicInteger helping = new AtomicInteger();
    private final ReturnValueRewriter rewriter = new ReturnValueRewriter(null);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private void help(Runnable command) {
        helping.incrementAndGet();
        pool.execute(() -> {
            command.run();
            helping.decrementAndGet();
        });
    }

    /** Callers do not wait for the helpers. */
    private void awaitHelpers() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (helping.get() > 0 && System.nanoTime() - deadline < 0) {
            Thread.yield();
        }
    }

    @Test
    void batch_isSharedWithHelpersInOrder() {
        ParallelSigner parallelSigner = new ParallelSigner(pool, 2, AT_ONCE);

        assertThat(parallelSigner.rewrite(rewriter, urls(50), new Together(3))).isEqualTo(signed(urls(50)));
    }

    @Test
    void eachCollectionType_staysAsItIs() {
        ParallelSigner parallelSigner = new ParallelSigner(pool, 2, AT_ONCE);
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("z", List.of("/1", "/2"));
        value.put("a", new Object[] { "/3", URI.create("/4"), null });
        value.put("none", Optional.empty());

        Map<?, ?> rewritten = (Map<?, ?>) parallelSigner.rewrite(rewriter, value, ParallelSignerTest::signed);

        assertThat(new ArrayList<Object>(rewritten.keySet())).containsExactly("z", "a", "none");
        assertThat(rewritten.get("z")).isEqualTo(List.of("/1?signed", "/2?signed"));
        assertThat((Object[]) rewritten.get("a")).containsExactly("/3?signed", URI.create("/4?signed"), null);
        assertThat(rewritten.get("none")).isEqualTo(Optional.empty());
    }

    @Test
    void repeatedUrl_isSignedOnce() {
        ParallelSigner parallelSigner = new ParallelSigner(pool, 2, AT_ONCE);
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        List<String> urls = List.of("/1", "/2", "/1", "/3", "/2", "/1");

        assertThat(parallelSigner.rewrite(rewriter, urls, url -> {
            asked.add(url);
            return signed(url);
        })).isEqualTo(signed(urls));
        assertThat(asked).containsExactlyInAnyOrder("/1", "/2", "/3");
    }

    @Test
    void fastBatch_staysOnItsThread() {
        ParallelSigner parallelSigner = new ParallelSigner(command -> {
            throw new AssertionError("no helper is needed");
        }, 2, TimeUnit.HOURS.toNanos(1));

        assertThat(parallelSigner.rewrite(rewriter, urls(50), ParallelSignerTest::signed)).isEqualTo(signed(urls(50)));
    }

    @Test
    void parallelBatches_shareTheLimitOfHelpers() throws Exception {
        ParallelSigner parallelSigner = new ParallelSigner(this::help, 2, AT_ONCE);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        UnaryOperator<String> signer = url -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
            return signed(url);
        };
        ExecutorService callers = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                results.add(callers.submit(() -> parallelSigner.rewrite(rewriter, urls(200), signer)));
            }
            for (Future<?> result : results) {
                assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(signed(urls(200)));
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(most.get()).isBetween(1, 3 + 2);
        awaitHelpers();
        assertThat(parallelSigner.rewrite(rewriter, urls(50), new Together(3))).as("all helpers are free again").isNotNull();
    }

    @Test
    void exhaustedPool_doesNotDelayABatch() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            ParallelSigner parallelSigner = new ParallelSigner(single, 2, AT_ONCE);
            CountDownLatch busy = new CountDownLatch(1);
            single.submit(() -> busy.await(60, TimeUnit.SECONDS));

            Future<Object> caller = pool.submit(() -> parallelSigner.rewrite(rewriter, urls(50), ParallelSignerTest::signed));
            assertThat(caller.get(60, TimeUnit.SECONDS)).isEqualTo(signed(urls(50)));

            busy.countDown();
            single.submit(() -> "after the helpers that came late").get(60, TimeUnit.SECONDS);
            assertThat(parallelSigner.rewrite(rewriter, urls(50), new Together(2))).as("helpers are free again").isNotNull();
        } finally {
            single.shutdownNow();
        }
    }

    /**
     * The caller itself may be on the only worker thread.
     */
    @Test
    void batchOnTheOnlyWorker_isSignedThere() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            ParallelSigner parallelSigner = new ParallelSigner(single, 2, AT_ONCE);

            assertThat(single.submit(() -> parallelSigner.rewrite(rewriter, urls(50), ParallelSignerTest::signed)).get(60,
                    TimeUnit.SECONDS))
                    .isEqualTo(signed(urls(50)));
        } finally {
            single.shutdownNow();
        }
    }

    @Test
    void poolThatRejectsHelpers_isNotNeeded() {
        AtomicInteger asked = new AtomicInteger();
        ParallelSigner parallelSigner = new ParallelSigner(command -> {
            asked.incrementAndGet();
            throw new RejectedExecutionException();
        }, 2, AT_ONCE);

        for (int i = 1; i <= 5; i++) {
            assertThat(parallelSigner.rewrite(rewriter, urls(50), ParallelSignerTest::signed)).isEqualTo(signed(urls(50)));
            assertThat(asked).as("a helper that was not taken is free").hasValue(i);
        }
    }

    /**
     * The helper fails at its first URL while the caller still signs its own first one. The caller only returns after the
     * helper has ended and recorded its failure.
     */
    @Test
    void firstFailure_stopsTheBatch() {
        ParallelSigner parallelSigner = new ParallelSigner(this::help, 1, AT_ONCE);
        ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
        UnaryOperator<String> together = new Together(2);
        Thread caller = Thread.currentThread();

        assertThatThrownBy(() -> parallelSigner.rewrite(rewriter, urls(10_000), url -> {
            asked.add(url);
            together.apply(url);
            if (Thread.currentThread() != caller) {
                throw new CloudFrontSignerException(Reason.KEY_FAILED, "no signature");
            }
            awaitHelpers();
            return signed(url);
        })).isInstanceOf(CloudFrontSignerException.class).hasMessage("no signature");
        assertThat(asked).containsExactlyInAnyOrder("/0", "/1");
        assertThat(parallelSigner.rewrite(rewriter, urls(50), new Together(2))).as("all helpers are free again").isNotNull();
    }

    @Test
    void failureOfAHelper_reachesTheCaller() {
        ParallelSigner parallelSigner = new ParallelSigner(pool, 1, AT_ONCE);
        Thread caller = Thread.currentThread();
        UnaryOperator<String> together = new Together(2);

        assertThatThrownBy(() -> parallelSigner.rewrite(rewriter, urls(50), url -> {
            together.apply(url);
            if (Thread.currentThread() != caller) {
                throw new StackOverflowError("a helper's");
            }
            return signed(url);
        })).isInstanceOf(StackOverflowError.class).hasMessage("a helper's");
    }

    /**
     * The first URL is signed before helpers start, and the helpers must not skip the next one.
     */
    @Test
    void collectionWithChangingOrder_isSignedCompletely() {
        long soon = TimeUnit.MILLISECONDS.toNanos(20);
        ParallelSigner parallelSigner = new ParallelSigner(pool, 2, soon);
        Collection<String> urls = new AbstractCollection<>() {

            private final List<String> reversed = new ArrayList<>(urls(20));

            @Override
            public Iterator<String> iterator() {
                Collections.reverse(reversed);
                return List.copyOf(reversed).iterator();
            }

            @Override
            public int size() {
                return reversed.size();
            }
        };

        Object rewritten = parallelSigner.rewrite(rewriter, urls, new Slow(soon));

        assertThat((List<?>) rewritten).asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrderElementsOf(signed(urls(20)));
    }

    @Test
    void collectionThatIsEmptyTheNextTime_isSignedByTheCaller() {
        ParallelSigner parallelSigner = new ParallelSigner(pool, 2, AT_ONCE);
        Collection<String> urls = new AbstractCollection<>() {

            private boolean read;

            @Override
            public Iterator<String> iterator() {
                Iterator<String> once = read ? Collections.emptyIterator() : urls(2).iterator();
                read = true;
                return once;
            }

            @Override
            public int size() {
                return 2;
            }
        };

        assertThat(parallelSigner.rewrite(rewriter, urls, ParallelSignerTest::signed)).isEqualTo(signed(urls(2)));
    }

    @Test
    void smallBatch_getsNoMoreHelpersThanFurtherUrls() {
        AtomicInteger asked = new AtomicInteger();
        ParallelSigner parallelSigner = new ParallelSigner(command -> asked.incrementAndGet(), 50, AT_ONCE);

        assertThat(parallelSigner.rewrite(rewriter, urls(3), ParallelSignerTest::signed)).isEqualTo(signed(urls(3)));
        assertThat(asked).hasValue(2);
    }

    @Test
    void lastHelper_isNotLostIfTwoBatchesWantIt() {
        AtomicInteger asked = new AtomicInteger();
        ParallelSigner parallelSigner = new ParallelSigner(command -> {
            asked.incrementAndGet();
            command.run();
        }, 1, AT_ONCE);
        IntConsumer batch = round -> parallelSigner.rewrite(rewriter, urls(2), ParallelSignerTest::signed);

        Race.run(batch, batch, round -> {
            asked.set(0);
            batch.accept(round);
            assertThat(asked).hasValue(1);
        });
    }

    /** The helpers sign the others only. */
    @Test
    void urlSignedBeforeTheHelpersStart_isNotSignedAgain() {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        UnaryOperator<String> slow = new Slow(TimeUnit.MILLISECONDS.toNanos(20));

        assertThat(new ParallelSigner(pool, 2, TimeUnit.MILLISECONDS.toNanos(20)).rewrite(rewriter, urls(5), url -> {
            asked.add(url);
            return slow.apply(url);
        })).isEqualTo(signed(urls(5)));
        assertThat(asked).containsExactlyInAnyOrderElementsOf(urls(5));
    }

    /** With more than one processor. */
    @Test
    void helpers_areWorkersOfTheApplication() {
        AtomicInteger first = new AtomicInteger();
        UnaryOperator<String> slow = new Slow(TimeUnit.MILLISECONDS.toNanos(2));
        UnaryOperator<String> together = new Together(Math.min(2, Runtime.getRuntime().availableProcessors()));

        assertThat(new ParallelSigner().rewrite(rewriter, urls(50),
                url -> first.getAndIncrement() == 0 ? slow.apply(url) : together.apply(url))).isEqualTo(signed(urls(50)));
    }

    private record Slow(long nanos) implements UnaryOperator<String> {

        @Override
        public String apply(String url) {
            for (long end = System.nanoTime() + nanos; System.nanoTime() - end < 0;) {
                Thread.onSpinWait();
            }
            return signed(url);
        }
    }

    private static List<String> urls(int count) {
        return IntStream.range(0, count).mapToObj(i -> "/" + i).toList();
    }

    private static List<String> signed(List<String> urls) {
        return urls.stream().map(ParallelSignerTest::signed).toList();
    }

    private static String signed(String url) {
        return url + "?signed";
    }

    /**
     * Only signs after this number of threads have requested a signature at the same time.
     */
    private static final class Together implements UnaryOperator<String> {

        private final ThreadLocal<Boolean> arrived = ThreadLocal.withInitial(() -> false);
        private final Phaser threads;

        Together(int parties) {
            this.threads = new Phaser(parties);
        }

        @Override
        public String apply(String url) {
            if (!arrived.get()) {
                arrived.set(true);
                try {
                    threads.awaitAdvanceInterruptibly(threads.arriveAndDeregister(), 60, TimeUnit.SECONDS);
                } catch (InterruptedException | TimeoutException e) {
                    throw new AssertionError("nobody else signs", e);
                }
            }
            return signed(url);
        }
    }
}
