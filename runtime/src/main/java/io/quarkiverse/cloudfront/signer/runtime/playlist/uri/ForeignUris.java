package io.quarkiverse.cloudfront.signer.runtime.playlist.uri;

/**
 * What becomes of the URIs in a playlist that its grant does not cover.
 */
public enum ForeignUris {

    /** The call fails. */
    FAIL,

    /** They stay exactly as they are. */
    KEEP
}
