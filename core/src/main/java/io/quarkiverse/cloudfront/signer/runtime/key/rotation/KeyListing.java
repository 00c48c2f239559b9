package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A signer's key as Dev UI shows it, without the private key.
 *
 * @param state whether the key is active
 * @param source the property that sets the key's source, or the kind of bean that provides the key
 * @param location the file or directory of the private key
 * @param activeFrom when the key became or will become active
 * @param neededUntil when the key's last signature expires; null unless the key is retired
 * @param publicKey the public key as PEM; null if it is not known
 */
public record KeyListing(String keyPairId, State state, String algorithm, String source, @Nullable String location,
        Instant activeFrom,
        @Nullable Instant neededUntil, @Nullable String publicKey) {

    /**
     * Whether a key is active.
     */
    public enum State {
        /** The key is active now. */
        ACTIVE,
        /** The key will become active. */
        NEXT,
        /** The key was active before. */
        RETIRED
    }
}
