package io.quarkiverse.cloudfront.signer.runtime.grant;

/**
 * Whether a method's response may be a playlist.
 */
public enum PlaylistMode {

    NEVER,

    /** The method returns a response, whose media type is known when it is there. */
    IF_RESPONSE_IS_ONE,

    /** {@code @Produces} says so. */
    DECLARED
}
