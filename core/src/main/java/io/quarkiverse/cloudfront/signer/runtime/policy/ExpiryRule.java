package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * The rule for when a signer's grants expire.
 *
 * @param clock the clock
 * @param expiresIn the default lifetime of a grant
 * @param window the expiry window. The expiry is rounded up to a multiple of it, so that equal requests get equal URLs on every
 *        replica
 */
public record ExpiryRule(InstantSource clock, Duration expiresIn, Optional<Duration> window) {

    /** The last second at which a {@link io.quarkiverse.cloudfront.signer.Policy} can expire. */
    private static final long LAST_EPOCH_SECOND = 99_999_999_999L;

    private static final String WINDOW = "expiry-window";

    /**
     * The problem with a grant's lifetime, in words that follow a property's name; null if there is none.
     */
    public static @Nullable String mistakeIn(Duration lifetime, InstantSource clock) {
        if (isTooShort(lifetime)) {
            return "is " + lifetime + "; it must be at least one second";
        }
        return lifetime.toSeconds() <= LAST_EPOCH_SECOND - clock.instant().getEpochSecond() ? null
                : "is " + lifetime + ", which expires after 5138-11-16T09:46:39Z; make it shorter";
    }

    private static boolean isTooShort(Duration lifetime) {
        return lifetime.compareTo(Duration.ofSeconds(1)) < 0;
    }

    /**
     * Reports each mistake in the configuration.
     *
     * @param problems receives the property's name, and the mistake in words that follow this name
     */
    public void check(BiConsumer<String, String> problems) {
        checkLifetime("expires-in", expiresIn, problems);
        window.ifPresent(each -> {
            checkLifetime(WINDOW, each, problems);
            if (each.getNano() != 0) {
                problems.accept(WINDOW, "is " + each + "; it must be a whole number of seconds");
            }
        });
    }

    private void checkLifetime(String property, Duration lifetime, BiConsumer<String, String> problems) {
        String mistake = mistakeIn(lifetime, clock);
        if (mistake != null) {
            problems.accept(property, mistake);
        }
    }

    public Instant now() {
        return clock.instant();
    }

    public Instant expiresAt() {
        return expiresAt(expiresIn);
    }

    /**
     * The expiry of a grant that is signed now.
     *
     * @throws CloudFrontSignerException {@code INVALID_POLICY} if the lifetime is shorter than one second
     */
    public Instant expiresAt(Duration lifetime) {
        if (isTooShort(lifetime)) {
            throw new CloudFrontSignerException(Reason.INVALID_POLICY, "A policy that expires in " + lifetime
                    + " does not grant anything, because CloudFront counts in seconds. Use at least one second");
        }
        try {
            Instant expiry = clock.instant().plus(lifetime);
            return window.isEmpty() ? expiry : roundedUp(expiry);
        } catch (DateTimeException | ArithmeticException e) {
            // this is out of range for an Instant, and therefore for a policy, which reports the problem
            return Instant.MAX;
        }
    }

    /**
     * Refuses a policy that has already expired.
     */
    public void requireFuture(Instant expiresAt) {
        if (!expiresAt.isAfter(now())) {
            throw new CloudFrontSignerException(Reason.EXPIRED,
                    "The policy expired at " + expiresAt + ". Set an expiry in the future");
        }
    }

    /**
     * The maximum lifetime of a grant for which the given lifetime is requested.
     */
    public Duration longest(Duration lifetime) {
        return window.isEmpty() ? lifetime : lifetime.plus(window.get());
    }

    /**
     * The window in seconds; one second if there is no window.
     */
    public long windowSeconds() {
        return window.isEmpty() ? 1 : window.get().toSeconds();
    }

    private Instant roundedUp(Instant expiry) {
        long seconds = window.get().toSeconds();
        long wholeSeconds = expiry.getNano() == 0 ? expiry.getEpochSecond() : expiry.getEpochSecond() + 1;
        return Instant.ofEpochSecond((wholeSeconds + seconds - 1) / seconds * seconds);
    }
}
