package io.quarkiverse.cloudfront.signer.benchmarks.soak;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.benchmarks.http.Applications;
import io.quarkiverse.cloudfront.signer.benchmarks.http.LoadGenerator;
import io.quarkiverse.cloudfront.signer.benchmarks.http.RunningApplication;
import io.vertx.core.buffer.Buffer;

/**
 * An application under load, and the measurements that watch it.
 */
final class SoakedApplication implements AutoCloseable {

    /** The number of different URLs, each of which is signed once in an expiry window. */
    private static final int NUMBERS = 5_000;

    /** The edge verifies one response of this many. */
    private static final int SAMPLE = 100;

    private static final Duration UNTIL_THREADS_END = Duration.ofSeconds(60);

    private final ChangingKey key;
    private final RunningApplication application;
    private final LoadGenerator load = new LoadGenerator();
    private final Verifier verifier = new Verifier(Clock.systemUTC());
    private final HeapTrend heap = new HeapTrend();
    private final Set<String> keyPairIds = ConcurrentHashMap.newKeySet();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong verified = new AtomicLong();
    private List<String> threads = List.of();

    SoakedApplication(ChangingKey key, Applications applications) throws IOException, InterruptedException {
        this.key = key;
        Map<String, String> properties = key.properties();
        properties.put("quarkus.thread-pool.keep-alive-time", "5s");
        this.application = applications.startWithExtension(key.name(), properties);
    }

    /** Sends requests to the blocking and the reactive method in turn, and fails as soon as a request fails. */
    void load(Duration duration) throws ExecutionException, InterruptedException {
        Duration turn = Duration.ofSeconds(5);
        for (long end = System.nanoTime() + duration.toNanos(); System.nanoTime() < end;) {
            load.run(application.port(), "/signed/blocking/", NUMBERS, turn, (number, body) -> check(body));
            load.run(application.port(), "/signed/reactive/", NUMBERS, turn, (number, body) -> check(body));
        }
    }

    private void check(Buffer body) {
        if (answers.getAndIncrement() % SAMPLE == 0) {
            String url = body.toString();
            String target = url.substring(Applications.DISTRIBUTION.length());
            Verdict verdict = verifier.verify(
                    new ViewerRequest("https", "media.example.com", target, List.of(), "203.0.113.1"), key.keyGroup());
            if (!(verdict instanceof Verdict.Allowed allowed)) {
                throw new IllegalStateException("The edge refused " + url + ": " + verdict);
            }
            keyPairIds.add(allowed.keyPairId());
            verified.incrementAndGet();
        }
    }

    /** The threads after each method has been called once. */
    void rememberThreads() throws IOException, InterruptedException {
        Thread.sleep(Duration.ofSeconds(8).toMillis());
        threads = application.threads();
    }

    void measureHeap() throws IOException {
        heap.add(application.heapAfterGc());
    }

    String state() throws IOException {
        return String.format(Locale.ROOT,
                "%s: %.1f MB on the heap, %d threads, %,d requests, %,d URLs verified, %d key pairs", key.name(),
                heap.last() / 1048576.0, application.threads().size(), answers.get(), verified.get(), keyPairIds.size());
    }

    /** The problems that are found after the load has ended. */
    List<String> problems() throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        if (!heap.isFlat()) {
            problems.add(
                    String.format(Locale.ROOT, "%s: the heap grew from %,.0f to %,.0f bytes", key.name(), heap.secondQuarter(),
                            heap.lastQuarter()));
        }
        if (keyPairIds.size() < 2) {
            problems.add(key.name() + ": the key did not change");
        }
        List<String> left = threadsLeft();
        if (!left.isEmpty()) {
            problems.add(key.name() + ": threads are left: " + left);
        }
        return problems;
    }

    private List<String> threadsLeft() throws IOException, InterruptedException {
        List<String> now = application.threads();
        for (long end = System.nanoTime() + UNTIL_THREADS_END.toNanos(); now.size() > threads.size()
                && System.nanoTime() < end; now = application.threads()) {
            Thread.sleep(1000);
        }
        if (now.size() <= threads.size()) {
            return List.of();
        }
        List<String> left = new ArrayList<>(now);
        threads.forEach(left::remove);
        return left;
    }

    @Override
    public void close() throws InterruptedException {
        load.close();
        application.close();
    }
}
