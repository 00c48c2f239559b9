package io.quarkiverse.cloudfront.signer.runtime.mark;

import java.time.Instant;

import io.smallrye.mutiny.Uni;

/**
 * Provides the secret of marks, and finds the user for whom a signer signs if its caller does not name one: that of the current
 * request.
 */
public interface MarkSource {

    /** The cookie next to signed cookies. */
    String COOKIE = "q_cloudfront_mark";

    /** Makes the marks. */
    MarkSecret secret();

    /**
     * The current user.
     *
     * @throws io.quarkiverse.cloudfront.signer.CloudFrontSignerException if there is none, or the event loop would have to wait
     */
    MarkedUser user();

    /** Like {@link #user()}, but without blocking the caller. */
    Uni<MarkedUser> userLater();

    /**
     * Called for each grant. Only dev mode uses it, to show who was granted what.
     *
     * @param mark the {@linkplain Marker#begin() begin} of the user's marks
     * @param resource the resource of the policy, without the mark
     */
    default void granted(MarkedUser user, String mark, String resource, Instant expiresAt) {
    }
}
