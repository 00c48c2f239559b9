package io.quarkiverse.cloudfront.signer.runtime.key;

import io.quarkiverse.cloudfront.signer.PolicySigner.Algorithm;

/**
 * A signature that a signer was asked for, without the policy and the signature itself. Who waits for the signature that
 * another caller has asked for is a hit; should that one fail, it is told once.
 *
 * @param signer the signer's name
 * @param keyPairId of the key that signs
 * @param canned whether it is for a canned policy
 * @param nanos how long the key took, 0 for a hit
 * @param failure why there is no signature, null if there is one
 */
public record SignatureEvent(String signer, String keyPairId, Algorithm algorithm, boolean canned, Outcome outcome,
        long nanos, Failure failure) {

    /**
     * Whether the signature was there.
     */
    public enum Outcome {
        /** It was kept, or on its way. */
        HIT,
        /** The key was asked for it. */
        MISS,
        /** The key was asked for it, as no signatures are kept. */
        OFF
    }

    /**
     * Why there is no signature.
     */
    public enum Failure {
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
}
