package io.quarkiverse.cloudfront.signer.runtime.security;

/**
 * Knows who makes the current call. There is no such bean in an application without a security extension.
 */
public interface Users {

    /**
     * Somebody anonymous, where nobody has asked for anything.
     */
    Caller current();

    /**
     * Whether users may have tokens, which end: not in an application without JWTs.
     */
    boolean mayHaveTokens();

    /**
     * What makes a request of somebody unknown fail.
     */
    RuntimeException unauthorized(String reason);
}
