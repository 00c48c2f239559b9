package io.quarkiverse.cloudfront.signer.runtime.policy;

/**
 * How to treat URIs in a playlist that its grant does not cover.
 */
public enum ForeignUris {

    /** The call fails. */
    FAIL,

    /** They do not change. */
    KEEP
}
