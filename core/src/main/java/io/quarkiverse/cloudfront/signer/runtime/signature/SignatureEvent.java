package io.quarkiverse.cloudfront.signer.runtime.signature;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;

/**
 * A request for a signature, without the policy and the signature itself. Waiting for another caller's signature is a hit; if
 * that signature fails, only one failure is reported.
 *
 * @param signer the signer's name
 * @param keyPairId the ID of the key that signs
 * @param canned whether it is for a canned policy
 * @param nanos how long the key took, 0 for a hit
 * @param failure why there is no signature, if signing failed
 */
public record SignatureEvent(String signer, String keyPairId, Algorithm algorithm, boolean canned, Outcome outcome,
        long nanos, @Nullable Reason failure) {

    /**
     * Where the signature came from.
     */
    public enum Outcome {
        /** It was cached or in progress. */
        HIT,
        /** The key signed. */
        MISS,
        /** The key signed, because the cache is disabled. */
        OFF
    }
}
