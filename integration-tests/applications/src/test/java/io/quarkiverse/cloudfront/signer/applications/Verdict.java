package io.quarkiverse.cloudfront.signer.applications;

/**
 * The access that a response gives to the viewer.
 */
enum Verdict {

    /** Access, by a valid signature that is no wider than intended. */
    SIGNED,

    /** No access and no URL, and the response says so. */
    REFUSED,

    /** No access and no URL, but the response looks successful. */
    EMPTY,

    /** A URL without a valid signature. */
    UNSIGNED,

    /** More access than intended, for longer, or of another kind. */
    WIDER
}
