package io.quarkiverse.cloudfront.signer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.benchmarks.Goal.Outcome;

class GoalTest {

    private static Optional<Interval> interval(double low, double median, double high) {
        return Optional.of(new Interval(low, median, high));
    }

    private static Optional<Interval> ratio(double median) {
        return interval(median, median, median);
    }

    @Test
    void atLeast_comparesWithTheMinimum() {
        assertThat(Goal.atLeast("URLs", 0.97, ratio(0.97)))
                .isEqualTo(new Goal("URLs", "≥ 0.970", "0.970", Outcome.REACHED));
        assertThat(Goal.atLeast("URLs", 2000, ratio(1999)))
                .isEqualTo(new Goal("URLs", "≥ 2,000", "1,999", Outcome.MISSED));
        assertThat(Goal.atLeast("URLs", 3.8, Optional.empty()))
                .isEqualTo(new Goal("URLs", "≥ 3.8", "", Outcome.NOT_MEASURED));
    }

    @Test
    void atMost_comparesWithTheMaximum() {
        assertThat(Goal.atMost("bytes", 0.2, ratio(0.2)).outcome()).isEqualTo(Outcome.REACHED);
        assertThat(Goal.atMost("bytes", 0.2, ratio(0.21)).outcome()).isEqualTo(Outcome.MISSED);
        assertThat(Goal.atMost("bytes", 0.2, Optional.empty()).outcome()).isEqualTo(Outcome.NOT_MEASURED);
    }

    @Test
    void noDifference_whereTheIntervalIncludesOne_isReached() {
        assertThat(noDifference(interval(0.97, 0.98, 1), ratio(1)).outcome()).isEqualTo(Outcome.REACHED);
        assertThat(noDifference(interval(0.97, 0.98, 0.99), ratio(1)).outcome()).isEqualTo(Outcome.MISSED);
        assertThat(noDifference(interval(1.01, 1.02, 1.03), ratio(1)).outcome()).isEqualTo(Outcome.MISSED);
    }

    @Test
    void noDifference_withinTheNoise_isReached() {
        Goal within = noDifference(interval(0.97, 0.98, 0.99), interval(0.975, 0.99, 1.01));
        assertThat(within).isEqualTo(new Goal("requests", "1, give or take 0.025", "0.980", Outcome.REACHED));
        assertThat(noDifference(interval(0.95, 0.97, 0.99), interval(0.975, 0.99, 1.01)).outcome())
                .isEqualTo(Outcome.MISSED);
    }

    @Test
    void noDifference_withoutBothIntervals_isNotMeasured() {
        assertThat(noDifference(ratio(1), Optional.empty()).outcome()).isEqualTo(Outcome.NOT_MEASURED);
        assertThat(noDifference(Optional.empty(), ratio(1)).outcome()).isEqualTo(Outcome.NOT_MEASURED);
    }

    private static Goal noDifference(Optional<Interval> ratio, Optional<Interval> noise) {
        return Goal.noDifference("requests", ratio, noise);
    }

    @Test
    void report_countsMissedGoals() {
        Report report = new Report();
        report.goals("Requests", List.of(Goal.atLeast("a", 1, ratio(1)), Goal.atLeast("b", 1, Optional.empty())));
        assertThat(report.hasMissed()).isFalse();
        report.goals("URLs", List.of(Goal.atLeast("c", 1, ratio(0.5))));
        assertThat(report.hasMissed()).isTrue();
        assertThat(report.summary()).isEqualTo("1 of 3 goals reached, 1 missed, 1 not measured");
        assertThat(report.toString()).endsWith("""
                .URLs
                [cols="6,>2,>2,2"]
                |===
                |Case |Wanted |Measured |

                |c
                |≥ 1.000
                |0.500
                |MISSED
                |===

                """);
    }
}
