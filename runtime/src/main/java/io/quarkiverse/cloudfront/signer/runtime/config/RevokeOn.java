package io.quarkiverse.cloudfront.signer.runtime.config;

/**
 * An event that ends a user's session, and revokes the user's logins.
 */
public enum RevokeOn {

    /** The user logs out in the browser. */
    LOGOUT,

    /** The provider ends the session. */
    BACK_CHANNEL_LOGOUT
}
