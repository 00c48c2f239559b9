package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.List;

import io.quarkus.security.identity.SecurityIdentity;

/**
 * Reads the tokens of an identity, regardless of its principal, which the application may have replaced. A user can also have a
 * token that none of these beans can read.
 */
interface TokenReader {

    /**
     * @return the more trusted first; empty if the user was authenticated by other means
     */
    List<Token> read(SecurityIdentity identity);
}
