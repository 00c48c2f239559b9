package io.quarkiverse.cloudfront.signer.runtime.signature;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;

/**
 * A signature that a signer was asked for, without the policy and the signature itself. Who waits for the signature that
 * another caller has asked for is a hit; should that one fail, it is told once.
 *
 * @param signer the signer's name
 * @param keyPairId of the key that signs
 * @param canned whether it is for a canned policy
 * @param nanos how long the key took, 0 for a hit
 * @param failure why there is no signature, if there is none
 */
public record SignatureEvent(String signer, String keyPairId, Algorithm algorithm, boolean canned, Outcome outcome,
        long nanos, @Nullable Reason failure) {

    /**
     * Whether the signature was there.
     */
    public enum Outcome {
        /** It was cached, or on its way. */
        HIT,
        /** The key was asked for it. */
        MISS,
        /** The key was asked for it, because the cache is off. */
        OFF
    }
}
