package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * When a signer's grants end.
 *
 * @param clock tells the time
 * @param expiresIn how long a grant lasts where nothing else is asked for
 * @param window rounds the end up to a multiple, so that equal requests get equal URLs on every replica
 */
public record ExpiryRule(InstantSource clock, Duration expiresIn, Optional<Duration> window) {

    public Instant now() {
        return clock.instant();
    }

    public Instant end() {
        return end(expiresIn);
    }

    public Instant end(Duration lifetime) {
        try {
            Instant end = clock.instant().plus(lifetime);
            return window.isEmpty() ? end : roundedUp(end);
        } catch (DateTimeException | ArithmeticException e) {
            // beyond what an Instant holds, and so beyond what a policy takes: that one says so
            return Instant.MAX;
        }
    }

    /**
     * How long a grant may last that is asked for for this long.
     */
    public Duration longest(Duration lifetime) {
        return window.isEmpty() ? lifetime : lifetime.plus(window.get());
    }

    private Instant roundedUp(Instant end) {
        long seconds = window.get().toSeconds();
        long wholeSeconds = end.getNano() == 0 ? end.getEpochSecond() : end.getEpochSecond() + 1;
        return Instant.ofEpochSecond((wholeSeconds + seconds - 1) / seconds * seconds);
    }
}
