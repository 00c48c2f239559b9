package io.quarkiverse.cloudfront.signer.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measurements in rounds, each of which measures every case once. Cases are compared within a round, so that a machine that
 * becomes slower slows down both.
 */
public final class Rounds {

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    public void add(String measured, double value) {
        values.computeIfAbsent(measured, ignored -> new ArrayList<>()).add(value);
    }

    public Iterable<String> names() {
        return values.keySet();
    }

    /**
     * @return empty if it was not measured
     */
    public Optional<Interval> of(String measured) {
        return Optional.ofNullable(values.get(measured)).map(Interval::of);
    }

    /**
     * @return empty if one of the two was not measured
     */
    public Optional<Interval> ratio(String measured, String beside) {
        List<Double> one = values.getOrDefault(measured, List.of());
        List<Double> other = values.getOrDefault(beside, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(one.size(), other.size()); round++) {
            ratios.add(one.get(round) / other.get(round));
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Interval.of(ratios));
    }
}
