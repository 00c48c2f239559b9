package io.quarkiverse.cloudfront.signer.runtime.user;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;

/**
 * Determines the current user. Applications without a security extension do not have this bean.
 */
public interface Users {

    /**
     * The current user, who is determined once; anonymous if there is no request.
     */
    default Later<User> current() {
        return currentIn(null);
    }

    /**
     * The current user of a method.
     *
     * @param called null if no method is called. A messaging method is called without a request, so a missing user is not an
     *        error there
     */
    Later<User> currentIn(@Nullable Method called);

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
