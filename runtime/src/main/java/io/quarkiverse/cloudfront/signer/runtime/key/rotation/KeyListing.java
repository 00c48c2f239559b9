package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One of a signer's keys as it is shown to developers, without anything of the private key.
 *
 * @param state whether it signs
 * @param source the property that says where it is, or the bean
 * @param location the file or directory of the private key
 * @param activeFrom since or from when on it signs
 * @param neededUntil when the last of what it signed expires; null while it signs
 * @param publicKey as PEM, where it is known
 */
public record KeyListing(String keyPairId, State state, String algorithm, String source, @Nullable String location,
        Instant activeFrom,
        @Nullable Instant neededUntil, @Nullable String publicKey) {

    /**
     * Whether a key signs.
     */
    public enum State {
        /** It signs now. */
        ACTIVE,
        /** It will sign. */
        NEXT,
        /** It has signed before. */
        RETIRED
    }
}
