package io.quarkiverse.cloudfront.signer.runtime.signature;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.smallrye.mutiny.Uni;

/**
 * A listener that is notified of every requested signature. Beans of this type are found when the application starts. They must
 * not inject signers, because signers are created with their listeners. The methods are called within the request, on any
 * thread, including the event loop, so they must be fast, and must neither block nor throw.
 */
public interface SignatureListener {

    void signed(Event event);

    /**
     * Called when a signer has refused to sign, without using a key.
     *
     * @param signer the signer's name
     */
    default void refused(String signer, Reason reason) {
    }

    /**
     * Called before a remote key signs. The key signs when the returned {@code Uni} is subscribed to.
     *
     * @param signer the signer's name
     * @param signature the key's result
     * @return the same {@code Uni}, or a wrapper around it
     */
    default Uni<byte[]> asking(String signer, SigningKey key, Uni<byte[]> signature) {
        return signature;
    }

    /**
     * A request for a signature, without the policy and the signature itself. Waiting for another caller's signature counts as
     * a hit. If this signature fails, only one failure is reported.
     *
     * @param signer the signer's name
     * @param keyPairId the ID of the key that signs
     * @param canned whether the signature is for a canned policy
     * @param nanos how long the key took in nanoseconds; 0 for a hit
     * @param failure why signing failed; null if it did not fail
     */
    record Event(String signer, String keyPairId, Algorithm algorithm, boolean canned, Outcome outcome,
            long nanos, @Nullable Reason failure) {

        /**
         * Where the signature came from.
         */
        public enum Outcome {
            /** The signature was cached or in progress. */
            HIT,
            /** The key signed. */
            MISS,
            /** The key signed because the cache is disabled. */
            OFF
        }
    }
}
