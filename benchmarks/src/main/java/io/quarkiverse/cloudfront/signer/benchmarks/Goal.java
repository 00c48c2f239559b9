package io.quarkiverse.cloudfront.signer.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * A target, compared with the measured value.
 */
public record Goal(String what, String wanted, String measured, Outcome outcome) {

    public enum Outcome {

        REACHED("reached"),
        MISSED("MISSED"),
        NOT_MEASURED("not measured");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public static Goal atLeast(String what, double wanted, Optional<Interval> ratio) {
        return of(what, "≥ " + number(wanted), ratio, ratio.isPresent() && ratio.get().median() >= wanted);
    }

    public static Goal atMost(String what, double wanted, Optional<Interval> ratio) {
        return of(what, "≤ " + number(wanted), ratio, ratio.isPresent() && ratio.get().median() <= wanted);
    }

    /**
     * Met if the interval of the ratio includes 1, or if the median differs from 1 by no more than two processes of one
     * application differ.
     *
     * @param noise the ratio of two such processes
     */
    public static Goal noDifference(String what, Optional<Interval> ratio, Optional<Interval> noise) {
        boolean reached = ratio.isPresent() && noise.isPresent() && (ratio.get().contains(1)
                || Math.abs(ratio.get().median() - 1) <= reach(noise.get()));
        return of(what, noise.map(interval -> "1, give or take " + number(reach(interval))).orElse("1"),
                noise.isEmpty() ? Optional.empty() : ratio, reached);
    }

    private static double reach(Interval noise) {
        return Math.max(Math.abs(noise.low() - 1), Math.abs(noise.high() - 1));
    }

    private static Goal of(String what, String wanted, Optional<Interval> ratio, boolean reached) {
        if (ratio.isEmpty()) {
            return new Goal(what, wanted, "", Outcome.NOT_MEASURED);
        }
        return new Goal(what, wanted, number(ratio.get().median()), reached ? Outcome.REACHED : Outcome.MISSED);
    }

    private static String number(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value)
                : value >= 2 ? String.format(Locale.ROOT, "%.1f", value) : String.format(Locale.ROOT, "%.3f", value);
    }
}
