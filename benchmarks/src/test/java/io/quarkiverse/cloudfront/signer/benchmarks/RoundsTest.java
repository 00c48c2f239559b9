package io.quarkiverse.cloudfront.signer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundsTest {

    private final Rounds rounds = new Rounds();

    @Test
    void ratio_isTakenWithinARound() {
        // the machine is three times as fast in the second round
        for (double speed : new double[] { 1, 3, 2 }) {
            rounds.add("ours", 110 * speed);
            rounds.add("peer", 100 * speed);
        }
        Interval ratio = rounds.ratio("ours", "peer").orElseThrow();
        assertThat(ratio.low()).isEqualTo(ratio.high()).isEqualTo(1.1);
        assertThat(rounds.of("ours").orElseThrow().median()).isEqualTo(220);
    }

    @Test
    void roundOfOneOfTheTwo_isIgnored() {
        rounds.add("ours", 10);
        rounds.add("peer", 5);
        rounds.add("peer", 1000);
        assertThat(rounds.ratio("ours", "peer")).contains(new Interval(2, 2, 2));
    }

    @Test
    void missingMeasurement_hasNoRatio() {
        rounds.add("ours", 10);
        assertThat(rounds.ratio("ours", "peer")).isEmpty();
        assertThat(rounds.ratio("peer", "ours")).isEmpty();
        assertThat(rounds.of("peer")).isEmpty();
    }
}
