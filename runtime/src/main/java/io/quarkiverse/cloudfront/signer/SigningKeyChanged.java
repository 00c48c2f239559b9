package io.quarkiverse.cloudfront.signer;

import java.time.Instant;

/**
 * The CDI event that a signer signs with another key than before: a further key's {@code active-from} has come, or the key was
 * replaced where it is read from. Fired asynchronously, so that no signature waits for an observer
 * ({@code @ObservesAsync}), by each replica for itself, and for a planned switch with the first signature after it.
 *
 * @param signer the signer's name, {@link SignerName#DEFAULT} for the default signer
 * @param keyPairId of the key that signs now
 * @param previousKeyPairId of the key that signed before
 * @param since when the key began to sign
 * @param previousNeededUntil when the last of what the previous key signed expires, as far as this replica knows; its public
 *        key must stay in the key group until then
 */
public record SigningKeyChanged(String signer, String keyPairId, String previousKeyPairId, Instant since,
        Instant previousNeededUntil) {
}
