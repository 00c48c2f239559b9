package io.quarkiverse.cloudfront.signer.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a run takes.
 *
 * @param microRounds how often what is compared closely is measured
 * @param jmh arguments for JMH
 * @param httpStarts how often the applications that are asked are started, as each process compiles their code anew
 * @param httpRounds how often every request is measured after each of these starts
 * @param httpRound how long each time
 * @param httpWarmUp how long before the first round
 * @param starts how often each application is started
 */
public record Effort(int microRounds, List<String> jmh, int httpStarts, int httpRounds, Duration httpRound,
        Duration httpWarmUp, int starts) {

    /** For figures: twenty minutes on a machine that does nothing else. */
    static Effort full(List<String> jmh) {
        return new Effort(3, jmh, 3, 5, Duration.ofSeconds(1), Duration.ofSeconds(3), 15);
    }

    /** Shows that everything runs. */
    static Effort quick(List<String> jmh) {
        List<String> arguments = new ArrayList<>(List.of("-wi", "1", "-w", "200ms", "-i", "1", "-r", "300ms"));
        arguments.addAll(jmh);
        return new Effort(1, arguments, 1, 2, Duration.ofMillis(200), Duration.ofMillis(500), 2);
    }
}
