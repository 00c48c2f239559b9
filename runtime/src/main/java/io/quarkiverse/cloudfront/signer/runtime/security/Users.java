package io.quarkiverse.cloudfront.signer.runtime.security;

import io.smallrye.mutiny.Uni;

/**
 * Knows who makes the current call. There is no such bean in an application without a security extension.
 */
public interface Users {

    /**
     * Somebody anonymous, where nobody has asked for anything.
     */
    Uni<User> current();

    /**
     * What makes a request of somebody unknown fail.
     */
    RuntimeException unauthorized(String reason);
}
