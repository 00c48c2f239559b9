package io.quarkiverse.cloudfront.signer.applications;

/**
 * What an answer gives to the viewer.
 */
enum Verdict {

    /** Access, by a valid signature that is no wider than meant. */
    SIGNED,

    /** No access and no URL, and the viewer is told so. */
    REFUSED,

    /** No access and no URL, as if all were well. */
    EMPTY,

    /** A URL without a valid signature. */
    UNSIGNED,

    /** Access to more than was meant, or for longer, or of another kind. */
    WIDER
}
