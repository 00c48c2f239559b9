package io.quarkiverse.cloudfront.signer.runtime.security;

import io.smallrye.mutiny.Uni;

/**
 * Knows who makes the current call. There is no such bean in an application without a security extension.
 */
public interface Users {

    /**
     * @return null where there is no current request, so that nobody can be asked for
     */
    Uni<User> current();

    /**
     * What makes a request of somebody unknown fail.
     */
    RuntimeException unauthorized(String reason);
}
