package io.quarkiverse.cloudfront.signer.runtime.delivery;

/**
 * Whether a method's response can be a playlist.
 */
public enum PlaylistMode {

    NEVER,

    /** The method returns a response, whose media type is only known at run time. */
    IF_RESPONSE_IS_ONE,

    /** {@code @Produces} declares a playlist. */
    DECLARED
}
