package io.quarkiverse.cloudfront.signer.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * What was on a heap after each collection. Flat if the most of its last quarter is no more than the most of its second one,
 * but for a twentieth and a megabyte: by the second quarter everything has been compiled, and what is bounded has reached its
 * bound.
 */
final class HeapTrend {

    private static final int FEWEST = 8;
    private static final long MEGABYTE = 1024 * 1024;

    private final List<Long> bytes = new ArrayList<>();

    void add(long used) {
        bytes.add(used);
    }

    long last() {
        return bytes.get(bytes.size() - 1);
    }

    boolean isFlat() {
        if (bytes.size() < FEWEST) {
            throw new IllegalStateException("measured " + bytes.size() + " times, which says nothing");
        }
        return mostOfLastQuarter() <= mostOfSecondQuarter() * 21 / 20 + MEGABYTE;
    }

    long mostOfSecondQuarter() {
        return most(bytes.size() / 4, bytes.size() / 2);
    }

    long mostOfLastQuarter() {
        return most(bytes.size() * 3 / 4, bytes.size());
    }

    private long most(int from, int to) {
        return bytes.subList(from, to).stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}
