package io.quarkiverse.cloudfront.signer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

    /** The values 1 to n in any order. The results are those of statistical tables of the sign test. */
    @ParameterizedTest
    @CsvSource({ "1, 1, 1, 1", "2, 1, 1.5, 2", "5, 1, 3, 5", "6, 1, 3.5, 6", "8, 1, 4.5, 8", "9, 2, 5, 8", "15, 4, 8, 12",
            "20, 6, 10.5, 15" })
    void interval_includesTheMedianWith95PercentConfidence(int n, double low, double median, double high) {
        List<Double> values = new ArrayList<>(DoubleStream.iterate(1, value -> value + 1).limit(n).boxed().toList());
        Collections.shuffle(values, new Random(n));
        assertThat(Interval.of(values)).isEqualTo(new Interval(low, median, high));
    }

    @Test
    void intervalOfNoValues_fails() {
        assertThatThrownBy(() -> Interval.of(List.of())).hasMessage("no values");
    }
}
