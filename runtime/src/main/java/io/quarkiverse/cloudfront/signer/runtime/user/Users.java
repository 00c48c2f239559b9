package io.quarkiverse.cloudfront.signer.runtime.user;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Determines the current user. Applications without a security extension do not have this bean.
 */
public interface Users {

    /**
     * The current user; anonymous if there is no request.
     */
    default Caller current() {
        return currentIn(null);
    }

    /**
     * @param called null if no method is called. A messaging method is called without a request, so a missing user is not an
     *        error there
     */
    Caller currentIn(@Nullable Method called);

    /**
     * Whether users may have tokens, which expire. False if the build knows that none of them has a token.
     */
    boolean mayHaveTokens();

    /**
     * The failure of a request by an unknown user.
     */
    RuntimeException unauthorized(String reason);

    /**
     * The failure of a request by a user whose data does not allow it. Logs the reason, which the viewer does not get.
     */
    RuntimeException forbidden(String reason);
}
