package io.quarkiverse.cloudfront.signer.runtime.policy;

/**
 * How URIs in a playlist are treated that its grant does not cover.
 */
public enum ForeignUris {

    /** The call fails. */
    FAIL,

    /** They do not change. */
    KEEP
}
