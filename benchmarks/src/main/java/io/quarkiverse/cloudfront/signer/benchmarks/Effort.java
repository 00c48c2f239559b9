package io.quarkiverse.cloudfront.signer.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a run takes.
 *
 * @param microRounds how often closely compared benchmarks are measured
 * @param jmh arguments for JMH
 * @param httpStarts how often the applications are started, because each process compiles their code differently
 * @param httpRounds how often each request is measured after each of these starts
 * @param httpRound the duration of a measurement
 * @param httpWarmUp the duration of the warm-up before the first round
 * @param starts how often each application is started to measure the start
 */
public record Effort(int microRounds, List<String> jmh, int httpStarts, int httpRounds, Duration httpRound,
        Duration httpWarmUp, int starts) {

    /** For reliable figures: 25 minutes on an otherwise idle machine. */
    static Effort full(List<String> jmh) {
        return new Effort(3, jmh, 3, 5, Duration.ofSeconds(1), Duration.ofSeconds(3), 15);
    }

    /** Only shows that all benchmarks run. */
    static Effort quick(List<String> jmh) {
        List<String> arguments = new ArrayList<>(List.of("-wi", "1", "-w", "200ms", "-i", "1", "-r", "300ms"));
        arguments.addAll(jmh);
        return new Effort(1, arguments, 1, 2, Duration.ofMillis(200), Duration.ofMillis(500), 2);
    }
}
