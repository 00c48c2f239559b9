package io.quarkiverse.cloudfront.signer.runtime.key;

/**
 * Why there is no signature.
 */
public enum SigningFailure {
    /** The URL or the policy is not one that the signer signs. */
    REFUSED,
    /** The event loop would have had to wait for a remote key. */
    EVENT_LOOP,
    /** The key of this process could not sign. */
    KEY,
    /** The remote key said so, or answered with nothing. */
    NO_ANSWER,
    /** The remote key did not answer in time. */
    TIMEOUT,
    /** The remote key answered with what is no signature. */
    MALFORMED,
    /** The remote key's signature does not verify with the public key. */
    NOT_VERIFIED
}
