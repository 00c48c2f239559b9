package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.time.Duration;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

/**
 * Checks whether CloudFront supports a lifetime.
 */
public final class Lifetimes {

    /** The latest second that CloudFront supports. */
    private static final long LAST_EPOCH_SECOND = Integer.MAX_VALUE;

    private Lifetimes() {
    }

    /**
     * The problem with a grant's lifetime, in words that follow a property's name.
     */
    public static @Nullable String mistakeIn(Duration lifetime, InstantSource clock) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            return "is " + lifetime + "; it must be at least one second";
        }
        if (lifetime.toSeconds() > LAST_EPOCH_SECOND - clock.instant().getEpochSecond()) {
            return "is " + lifetime + ", which expires after epoch second 2147483647, the last one that CloudFront supports "
                    + "(2038-01-19T03:14:07Z); make it shorter";
        }
        return null;
    }
}
