package io.quarkiverse.cloudfront.signer.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.cloudfront.signer.benchmarks.Interval;

/**
 * The heap in use after each garbage collection. It is flat if the last quarter exceeds the second one by at most 5 % and a
 * megabyte. By the second quarter, all code has been compiled, and all caches are full. Quarters are compared by their medians,
 * because the number of requests in progress varies between collections.
 */
final class HeapTrend {

    private static final int FEWEST = 8;
    private static final long MEGABYTE = 1024 * 1024;

    private final List<Double> bytes = new ArrayList<>();

    void add(long used) {
        bytes.add((double) used);
    }

    double last() {
        return bytes.get(bytes.size() - 1);
    }

    boolean isFlat() {
        if (bytes.size() < FEWEST) {
            throw new IllegalStateException("measured " + bytes.size() + " times, which is too few");
        }
        return lastQuarter() <= secondQuarter() * 1.05 + MEGABYTE;
    }

    double secondQuarter() {
        return median(bytes.size() / 4, bytes.size() / 2);
    }

    double lastQuarter() {
        return median(bytes.size() * 3 / 4, bytes.size());
    }

    private double median(int from, int to) {
        return Interval.of(bytes.subList(from, to)).median();
    }
}
