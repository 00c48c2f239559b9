package io.quarkiverse.cloudfront.signer.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.cloudfront.signer.benchmarks.Interval;

/**
 * What was left on a heap by each collection. Flat if that of its last quarter is no more than that of its second one, but for
 * a twentieth and a megabyte: by the second quarter everything has been compiled, and what is bounded has reached its bound.
 * Of a quarter it is the median, as a collection may find many requests under way, or few.
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
            throw new IllegalStateException("measured " + bytes.size() + " times, which says nothing");
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
