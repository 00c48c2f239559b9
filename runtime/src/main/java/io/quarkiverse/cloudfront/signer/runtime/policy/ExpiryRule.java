package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * When a signer's grants expire.
 *
 * @param clock tells the time
 * @param expiresIn how long a grant lasts where nothing else is asked for
 * @param window rounds the expiry up to a multiple, so that equal requests get equal URLs on every replica
 */
public record ExpiryRule(InstantSource clock, Duration expiresIn, Optional<Duration> window) {

    public Instant now() {
        return clock.instant();
    }

    public Instant expiresAt() {
        return expiresAt(expiresIn);
    }

    public Instant expiresAt(Duration lifetime) {
        try {
            Instant expiry = clock.instant().plus(lifetime);
            return window.isEmpty() ? expiry : roundedUp(expiry);
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

    private Instant roundedUp(Instant expiry) {
        long seconds = window.get().toSeconds();
        long wholeSeconds = expiry.getNano() == 0 ? expiry.getEpochSecond() : expiry.getEpochSecond() + 1;
        return Instant.ofEpochSecond((wholeSeconds + seconds - 1) / seconds * seconds);
    }
}
