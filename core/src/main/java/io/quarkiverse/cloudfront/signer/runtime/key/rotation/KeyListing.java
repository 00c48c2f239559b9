package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A signer's key as Dev UI shows it, without the private key.
 *
 * @param state whether it is active
 * @param source the property that sets its source, or the bean
 * @param location the file or directory of the private key
 * @param activeFrom when it became or will become active
 * @param neededUntil when its last signature expires; null while it is active
 * @param publicKey as PEM, if it is known
 */
public record KeyListing(String keyPairId, State state, String algorithm, String source, @Nullable String location,
        Instant activeFrom,
        @Nullable Instant neededUntil, @Nullable String publicKey) {

    /**
     * Whether a key is active.
     */
    public enum State {
        /** It is active now. */
        ACTIVE,
        /** It will become active. */
        NEXT,
        /** It was active before. */
        RETIRED
    }
}
