package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.List;

import io.quarkus.security.identity.SecurityIdentity;

/**
 * Reads the tokens of an identity, whatever its principal is: the application may have replaced that. A user may
 * also have a token that no such bean can read.
 */
interface TokenReader {

    /**
     * @return the more trusted first; empty if the user is known by other means
     */
    List<Token> read(SecurityIdentity identity);
}
