package io.quarkiverse.cloudfront.signer.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.benchmarks.Effort;
import io.quarkiverse.cloudfront.signer.benchmarks.Goal;
import io.quarkiverse.cloudfront.signer.benchmarks.Interval;
import io.quarkiverse.cloudfront.signer.benchmarks.Report;
import io.quarkiverse.cloudfront.signer.benchmarks.Rounds;
import io.quarkiverse.cloudfront.signer.benchmarks.SigningKeys;

/**
 * The cost of the extension before the first request: start-up time, memory, and disk space.
 */
public final class StartUp {

    private static final String ABSENT = "Without the extension";
    private static final String IDLE = "With the extension, not used";
    private static final String P256 = "With a P-256 key";
    private static final String RSA = "With an RSA key";
    private static final List<String> WITH_EXTENSION = List.of(IDLE, P256, RSA);
    private static final double MOST_MILLIS_UNUSED = 10;
    private static final double MOST_MILLIS_WITH_KEY = 25;
    private static final double MOST_MEGABYTES = 0.5;
    /** Longer than the second until the dummy signature, whose classes stay in memory. */
    private static final Duration UNTIL_WARM = Duration.ofSeconds(2);
    /** A method that all applications have, with the annotation or without it. */
    private static final String PICTURE = "/signed/blocking/1";

    private interface Starter {

        RunningApplication start() throws IOException, InterruptedException;
    }

    /**
     * @param heap megabytes, after a request
     */
    private record Start(double millis, double heap) {
    }

    private final Rounds millis = new Rounds();
    private final Rounds processMillis = new Rounds();
    private final Rounds cpuMillis = new Rounds();
    private final Rounds resident = new Rounds();
    private final Rounds heapBefore = new Rounds();
    private final Rounds heap = new Rounds();
    private final Rounds moreMillis = new Rounds();
    private final Rounds moreHeap = new Rounds();
    private final Effort effort;
    private final Applications applications;

    public StartUp(Effort effort, Applications applications) {
        this.effort = effort;
        this.applications = applications;
    }

    public void run() throws IOException, InterruptedException {
        Map<String, String> p256 = applications.signer(SigningKeys.p256());
        Map<String, String> rsa = applications.signer(SigningKeys.rsa2048());
        Map<String, Starter> starters = new LinkedHashMap<>();
        starters.put(ABSENT, () -> applications.startPlain("start"));
        starters.put(IDLE, () -> applications.startIdle("start"));
        starters.put(P256, () -> applications.startWithExtension("start", p256));
        starters.put(RSA, () -> applications.startWithExtension("start", rsa));
        for (int round = 1; round <= effort.starts(); round++) {
            System.out.println("Start, round " + round + " of " + effort.starts());
            Start absent = measure(ABSENT, starters.get(ABSENT));
            for (String name : WITH_EXTENSION) {
                Start start = measure(name, starters.get(name));
                moreMillis.add(name, start.millis() - absent.millis());
                moreHeap.add(name, start.heap() - absent.heap());
            }
        }
    }

    private Start measure(String name, Starter starter) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (RunningApplication application = starter.start()) {
            processMillis.add(name, (System.nanoTime() - begin) / 1e6);
            cpuMillis.add(name, application.cpu().toMillis());
            Thread.sleep(UNTIL_WARM.toMillis());
            double residentMegabytes = application.residentKilobytes() / 1024.0;
            heapBefore.add(name, megabytes(application));
            application.get(PICTURE);
            Start start = new Start(application.startSeconds() * 1000, megabytes(application));
            millis.add(name, start.millis());
            resident.add(name, residentMegabytes);
            heap.add(name, start.heap());
            return start;
        }
    }

    private static double megabytes(RunningApplication application) throws IOException {
        return application.heapAfterGc() / 1024.0 / 1024.0;
    }

    public void report(Report report) throws IOException {
        List<Goal> goals = new ArrayList<>();
        for (String name : WITH_EXTENSION) {
            goals.add(Goal.atMost(name + ": additional milliseconds to start",
                    name.equals(IDLE) ? MOST_MILLIS_UNUSED : MOST_MILLIS_WITH_KEY, moreMillis.of(name)));
        }
        for (String name : WITH_EXTENSION) {
            goals.add(Goal.atMost(name + ": additional megabytes on the heap after a request", MOST_MEGABYTES,
                    moreHeap.of(name)));
        }
        report.goals("Start-up", goals);
        List<List<String>> rows = new ArrayList<>();
        for (String name : millis.names()) {
            rows.add(List.of(name, median(millis.of(name)), median(processMillis.of(name)), median(cpuMillis.of(name)),
                    median(resident.of(name)), median(heapBefore.of(name)), median(heap.of(name))));
        }
        report.table(
                "Milliseconds to start: as logged, from the start of the process, and of processor time. Megabytes: resident, and on the heap after a collection, before and after the first request",
                "4,>2,>2,>2,>2,>2,>2", List.of("Application", "Started", "Process", "CPU", "RSS", "Heap before", "Heap after"),
                rows);
        report.table("Kilobytes that the extension adds to an application's jars", "6,>2", List.of("Jar", "Kilobytes"),
                addedJars());
    }

    private static String median(Optional<Interval> interval) {
        return String.format(Locale.ROOT, "%.1f", interval.orElseThrow().median());
    }

    private List<List<String>> addedJars() throws IOException {
        Map<String, Long> added = RunningApplication.jars(applications.withExtension());
        added.keySet().removeAll(RunningApplication.jars(applications.plain()).keySet());
        added.keySet().removeIf(name -> name.contains("-benchmarks-"));
        List<List<String>> rows = new ArrayList<>();
        added.entrySet().stream().sorted(Map.Entry.<String, Long> comparingByValue(Comparator.reverseOrder()))
                .forEach(jar -> rows.add(List.of(jar.getKey(), kilobytes(jar.getValue()))));
        rows.add(List.of("all", kilobytes(added.values().stream().mapToLong(Long::longValue).sum())));
        return rows;
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes / 1024);
    }
}
