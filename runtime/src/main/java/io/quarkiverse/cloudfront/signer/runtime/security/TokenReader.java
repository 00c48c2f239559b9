package io.quarkiverse.cloudfront.signer.runtime.security;

import java.security.Principal;

/**
 * Reads tokens. There is no such bean in an application that knows none.
 */
interface TokenReader {

    /**
     * @return null if the user is known by other means
     */
    Token read(Principal principal);
}
