package io.quarkiverse.cloudfront.signer.benchmarks.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.quarkiverse.cloudfront.signer.benchmarks.http.Applications;

/**
 * Runs two applications at full load while their keys change and expiry windows end. No request may fail, the edge must accept
 * the URLs and cookies, heaps must stay flat, and all threads must stop.
 */
public final class Soak {

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration KEY_CHANGE = Duration.ofSeconds(20);
    private static final int HEAP_MEASUREMENTS = 20;

    private final Applications applications;
    private final Duration duration;

    private Soak(Applications applications, Duration duration) {
        this.applications = applications;
        this.duration = duration;
    }

    /**
     * @param arguments the directory of the benchmarks, and the duration in minutes
     */
    public static void main(String[] arguments) throws Exception {
        Path temporary = Files.createTempDirectory("soak");
        List<String> problems = new Soak(new Applications(Path.of(arguments[0]), temporary),
                Duration.ofMinutes(Long.parseLong(arguments[1]))).run();
        problems.forEach(System.out::println);
        System.out.println(problems.isEmpty() ? "No problems" : problems.size() + " problems");
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    private List<String> run() throws Exception {
        int switches = (int) (duration.plus(WARM_UP).dividedBy(KEY_CHANGE)) + 2;
        ChangingKey planned = new ChangingKey.Planned(Instant.now().plus(KEY_CHANGE), KEY_CHANGE, switches);
        ChangingKey replaced = new ChangingKey.Replaced(applications.temporary());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (SoakedApplication one = new SoakedApplication(planned, applications);
                SoakedApplication other = new SoakedApplication(replaced, applications)) {
            List<SoakedApplication> soaked = List.of(one, other);
            finish(load(threads, soaked, WARM_UP));
            for (SoakedApplication application : soaked) {
                application.rememberThreads();
            }
            List<Future<?>> loads = load(threads, soaked, duration);
            watch(soaked, loads, replaced);
            finish(loads);
            List<String> problems = new ArrayList<>();
            for (SoakedApplication application : soaked) {
                problems.addAll(application.problems());
            }
            return problems;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Future<?>> load(ExecutorService threads, List<SoakedApplication> soaked, Duration duration) {
        List<Future<?>> loads = new ArrayList<>();
        for (SoakedApplication application : soaked) {
            loads.add(threads.submit(() -> {
                application.load(duration);
                return null;
            }));
        }
        return loads;
    }

    private static void finish(List<Future<?>> loads) throws Exception {
        for (Future<?> load : loads) {
            load.get();
        }
    }

    /** Waits until the first load has ended, as planned or with a failure. */
    private void watch(List<SoakedApplication> soaked, List<Future<?>> loads, ChangingKey replaced) throws Exception {
        Instant heap = Instant.now();
        Instant change = Instant.now();
        while (loads.stream().noneMatch(Future::isDone)) {
            if (!Instant.now().isBefore(change)) {
                replaced.change();
                change = change.plus(KEY_CHANGE);
            }
            if (!Instant.now().isBefore(heap)) {
                for (SoakedApplication application : soaked) {
                    application.measureHeap();
                    System.out.println(application.state());
                }
                heap = heap.plus(duration.dividedBy(HEAP_MEASUREMENTS));
            }
            Thread.sleep(200);
        }
    }
}
