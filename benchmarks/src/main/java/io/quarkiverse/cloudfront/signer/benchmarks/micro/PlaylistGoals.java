package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.benchmarks.Goal;
import io.quarkiverse.cloudfront.signer.benchmarks.Interval;
import io.quarkiverse.cloudfront.signer.benchmarks.Rounds;

/**
 * What a segment of a playlist may cost.
 */
record PlaylistGoals(Rounds perSecond, Rounds bytes) {

    private static final Case SHORT_HLS = Case.segments("HLS, 1,000 segments", "shortHls");
    private static final Case COPY = Case.segments("HLS, 1,000 segments, a copy of the result", "copyOfShortHls");
    private static final Case SHORT_HLS_STREAM = Case.segments("HLS, a stream of 1,000 segments", "shortHlsStream");
    private static final Case LONG_HLS_STREAM = Case.segments("HLS, a stream of 100,000 segments", "longHlsStream");
    private static final Case SHORT_DASH_STREAM = Case.segments("DASH, a stream of 1,000 segments", "shortDashStream");
    private static final Case LONG_DASH_STREAM = Case.segments("DASH, a stream of 100,000 segments", "longDashStream");
    private static final Case LONG_DASH_STREAM_WITH_BASES = Case
            .segments("DASH, a stream of 100,000 segments outside of 10 bases", "longDashStreamWithBases");

    static List<Case> cases() {
        return List.of(SHORT_HLS, COPY, SHORT_HLS_STREAM, LONG_HLS_STREAM, SHORT_DASH_STREAM, LONG_DASH_STREAM,
                LONG_DASH_STREAM_WITH_BASES);
    }

    List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        goals.add(microseconds(SHORT_HLS, 0.3));
        goals.add(microseconds(LONG_HLS_STREAM, 0.3));
        goals.add(Goal.atMost(SHORT_HLS.title() + ": bytes beyond the result", 300, bytesBeyondTheResult()));
        goals.add(Goal.atMost(LONG_HLS_STREAM.title() + ": bytes", 300, bytes.of(LONG_HLS_STREAM.title())));
        goals.add(microseconds(LONG_DASH_STREAM, 2));
        goals.add(microseconds(LONG_DASH_STREAM_WITH_BASES, 2));
        goals.add(linear(LONG_HLS_STREAM, SHORT_HLS_STREAM));
        goals.add(linear(LONG_DASH_STREAM, SHORT_DASH_STREAM));
        return goals;
    }

    private Goal microseconds(Case measured, double wanted) {
        return Goal.atMost(measured.title() + ": microseconds", wanted, perSecond.of(measured.title())
                .map(speed -> new Interval(1e6 / speed.high(), 1e6 / speed.median(), 1e6 / speed.low())));
    }

    private Optional<Interval> bytesBeyondTheResult() {
        Optional<Interval> result = bytes.of(COPY.title());
        return result.isEmpty() ? Optional.empty()
                : bytes.of(SHORT_HLS.title()).map(all -> new Interval(all.low() - result.get().high(),
                        all.median() - result.get().median(), all.high() - result.get().low()));
    }

    private Goal linear(Case longOne, Case shortOne) {
        return Goal.atMost(longOne.title() + ": time, compared with 1,000", 1.3,
                perSecond.ratio(shortOne.title(), longOne.title()));
    }
}
