package io.quarkiverse.cloudfront.signer.runtime.mark;

import java.time.Instant;

import io.smallrye.mutiny.Uni;

/**
 * Provides the secret of marks and, if the caller of a signer does not name a user, the user of the current request.
 */
public interface MarkSource {

    /** The name of the cookie with the mark, which is set in addition to signed cookies. */
    String COOKIE = "q_cloudfront_mark";

    /** The secret with which marks are made. */
    MarkSecret secret();

    /**
     * The user of the current request. Blocks the caller.
     *
     * @throws io.quarkiverse.cloudfront.signer.CloudFrontSignerException if there is no current user, or if the event loop
     *         would have to wait
     */
    MarkedUser user();

    /** Like {@link #user()}, but without blocking the caller. */
    Uni<MarkedUser> userLater();

    /**
     * Called for each grant. Only dev mode uses this method, to show which user was granted which resource.
     *
     * @param mark the {@linkplain Marker#begin() beginning} of the user's marks
     * @param resource the resource of the policy, without the mark
     */
    default void granted(MarkedUser user, String mark, String resource, Instant expiresAt) {
    }
}
