package io.quarkiverse.cloudfront.signer.runtime.user;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Knows who makes the current call. There is no such bean in an application without a security extension.
 */
public interface Users {

    /**
     * Somebody anonymous, where nobody has asked for anything.
     */
    default Caller current() {
        return currentIn(null);
    }

    /**
     * @param called null where no method is called. A method that takes or sends messages is called without a request, so
     *        that no user has got lost on the way
     */
    Caller currentIn(@Nullable Method called);

    /**
     * Whether users may have tokens, which expire. Not if the build knows that all of them log in without one.
     */
    boolean mayHaveTokens();

    /**
     * What makes a request of somebody unknown fail.
     */
    RuntimeException unauthorized(String reason);
}
