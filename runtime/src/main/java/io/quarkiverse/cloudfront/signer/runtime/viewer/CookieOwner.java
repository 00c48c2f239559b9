package io.quarkiverse.cloudfront.signer.runtime.viewer;

/**
 * The user of signed cookies.
 *
 * @param tenant the tenant of quarkus-oidc with which the user has logged in, or empty; a browser can have a session with each
 *        tenant
 * @param user a value that tells the users of a tenant apart
 */
public record CookieOwner(String tenant, String user) {

    public static final CookieOwner NOBODY = new CookieOwner("", "");
}
