package io.quarkiverse.cloudfront.signer.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntToLongFunction;

import org.junit.jupiter.api.Test;

class HeapTrendTest {

    private static final long MEGABYTE = 1024 * 1024;

    private static HeapTrend trend(int measurements, IntToLongFunction used) {
        HeapTrend trend = new HeapTrend();
        for (int i = 0; i < measurements; i++) {
            trend.add(used.applyAsLong(i));
        }
        return trend;
    }

    @Test
    void heapThatStopsGrowing_isFlat() {
        assertThat(trend(20, i -> Math.min(i, 5) * 10 * MEGABYTE + i % 2 * MEGABYTE).isFlat()).isTrue();
    }

    @Test
    void leak_isNotFlat() {
        assertThat(trend(20, i -> 40 * MEGABYTE + i * MEGABYTE / 2).isFlat()).isFalse();
    }

    @Test
    void step_isNotFlat() {
        assertThat(trend(20, i -> (i < 15 ? 40 : 50) * MEGABYTE).isFlat()).isFalse();
    }

    @Test
    void singlePeak_isFlat() {
        assertThat(trend(20, i -> (i == 17 ? 60 : 40) * MEGABYTE).isFlat()).isTrue();
    }

    @Test
    void tooFewMeasurements_areRejected() {
        assertThatThrownBy(() -> trend(7, i -> MEGABYTE).isFlat()).hasMessage("measured 7 times, which is too few");
    }
}
