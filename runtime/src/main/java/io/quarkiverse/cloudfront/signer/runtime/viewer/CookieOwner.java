package io.quarkiverse.cloudfront.signer.runtime.viewer;

/**
 * The user of signed cookies.
 *
 * @param tenant the tenant of quarkus-oidc with which the user has logged in, or empty; a browser can have a session with each
 * @param user distinguishes the users of a tenant
 */
public record CookieOwner(String tenant, String user) {

    public static final CookieOwner NOBODY = new CookieOwner("", "");
}
