package io.quarkiverse.cloudfront.signer.runtime.security;

import java.time.Instant;
import java.util.Optional;

/**
 * The token that a user is known by: the ID token in the code flow, the access token with bearer authentication.
 */
interface Token {

    String issuer();

    String subject();

    Optional<Instant> expiresAt();

    /**
     * @param path the claim's name, or names with slashes between them for a nested one
     * @return empty if there is no such claim, or it is no single value
     */
    Optional<String> claim(String path);
}
