package io.quarkiverse.cloudfront.signer;

import java.time.Instant;

/**
 * CDI event that is fired when a signer has switched to another key. Either the {@code active-from} of a further key has
 * passed, or a reload has found a new key. Observe it with {@code @ObservesAsync}. It is fired asynchronously, so that signing
 * does not wait for observers. Each replica fires its own event. After a planned switch, it does so with its next signature.
 *
 * @param signer the signer's name; {@link SignerName#DEFAULT} for the default signer
 * @param keyPairId the ID of the key pair that is active now
 * @param previousKeyPairId the ID of the key pair that was active before
 * @param since when the key became active
 * @param previousNeededUntil when the last signature of the previous key expires, as far as this replica knows. The previous
 *        public key must stay in the key group until then
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html">Specify
 *      signers that can create signed URLs and signed cookies</a>
 */
public record SigningKeyChanged(String signer, String keyPairId, String previousKeyPairId, Instant since,
        Instant previousNeededUntil) {
}
