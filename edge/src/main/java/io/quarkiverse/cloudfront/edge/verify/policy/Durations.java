package io.quarkiverse.cloudfront.edge.verify.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Formats a duration in words. */
public final class Durations {

    private static final int UNITS_SHOWN = 2;

    private Durations() {
    }

    /** The two largest units that are not zero: {@code 3 minutes 12 seconds}. */
    public static String inWords(Duration duration) {
        List<String> words = new ArrayList<>();
        add(words, duration.toDays(), "day");
        add(words, duration.toHoursPart(), "hour");
        add(words, duration.toMinutesPart(), "minute");
        add(words, duration.toSecondsPart(), "second");
        return words.isEmpty() ? "less than a second" : String.join(" ", words.subList(0, Math.min(UNITS_SHOWN, words.size())));
    }

    private static void add(List<String> words, long count, String unit) {
        if (count > 0) {
            words.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
