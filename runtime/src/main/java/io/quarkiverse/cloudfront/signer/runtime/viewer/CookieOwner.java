package io.quarkiverse.cloudfront.signer.runtime.viewer;

/**
 * Whom signed cookies are for.
 *
 * @param tenant of quarkus-oidc that the user has logged in with, or empty: one browser may have a session with each
 * @param user tells the users of a tenant apart
 */
public record CookieOwner(String tenant, String user) {
}
