package io.quarkiverse.cloudfront.signer.runtime.mark;

import java.time.Instant;

import io.smallrye.mutiny.Uni;

/**
 * Finds the user for whom a signer signs if its caller does not say so: that of the current request.
 */
public interface Marks {

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
     * Makes the mark of a user.
     *
     * @param window to which a mark without the time of a login is rounded down, in seconds
     */
    default String mark(MarkedUser user, Instant now, long window) {
        return secret().mark(user, now, window);
    }

    /**
     * Is told of each grant with a mark. Only dev mode uses it, to show who was granted what.
     *
     * @param resource of the policy, without the mark
     */
    default void granted(String resource, Instant expiresAt, String mark) {
    }

    /**
     * The same secret for one user, regardless of the caller.
     */
    default Marks of(MarkedUser user) {
        MarkSecret secret = secret();
        return new Marks() {
            @Override
            public MarkSecret secret() {
                return secret;
            }

            @Override
            public MarkedUser user() {
                return user;
            }

            @Override
            public Uni<MarkedUser> userLater() {
                return Uni.createFrom().item(user);
            }
        };
    }
}
