package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.time.Duration;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

/**
 * Checks whether a lifetime is one that a policy can have.
 */
public final class Lifetimes {

    /** The latest second of a {@link io.quarkiverse.cloudfront.signer.Policy}. */
    private static final long LAST_EPOCH_SECOND = 99_999_999_999L;

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
            return "is " + lifetime + ", which expires after 5138-11-16T09:46:39Z; make it shorter";
        }
        return null;
    }
}
