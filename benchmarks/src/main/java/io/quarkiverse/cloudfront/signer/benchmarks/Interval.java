package io.quarkiverse.cloudfront.signer.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * A median and its 95 % confidence interval. The interval is that of the order statistics, which does not assume a distribution
 * of the values. With fewer than six values, it includes all of them.
 */
public record Interval(double low, double median, double high) {

    public static Interval of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int n = sorted.length;
        int outside = outside(n);
        return new Interval(sorted[outside], (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[n - 1 - outside]);
    }

    /**
     * How many values can be left out on each side, so that the remaining ones include the median in 95 of 100 cases.
     */
    private static int outside(int n) {
        double probability = Math.pow(0.5, n);
        double both = 2 * probability;
        int outside = 0;
        while (both <= 0.05) {
            outside++;
            probability = probability * (n - outside + 1) / outside;
            both += 2 * probability;
        }
        return Math.max(0, outside - 1);
    }

    boolean contains(double value) {
        return low <= value && value <= high;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", median, low, high);
    }
}
