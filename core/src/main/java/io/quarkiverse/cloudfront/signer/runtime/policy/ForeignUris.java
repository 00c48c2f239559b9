package io.quarkiverse.cloudfront.signer.runtime.policy;

/**
 * How to treat URIs in a playlist that the playlist's grant does not cover.
 */
public enum ForeignUris {

    /** The call fails. */
    FAIL,

    /** The URIs do not change. */
    KEEP
}
