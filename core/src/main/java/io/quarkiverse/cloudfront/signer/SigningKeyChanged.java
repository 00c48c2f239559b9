package io.quarkiverse.cloudfront.signer;

import java.time.Instant;

/**
 * CDI event: a signer has switched to another key, because the {@code active-from} of a further key has passed, or because a
 * reload found a new key. Observe it with {@code @ObservesAsync}: it is fired asynchronously, so that signing
 * does not wait for observers. Each replica fires its own event; after a planned switch, with its next signature.
 *
 * @param signer the signer's name, {@link SignerName#DEFAULT} for the default signer
 * @param keyPairId the key pair that is active now
 * @param previousKeyPairId the key pair that was active before
 * @param since when the key became active
 * @param previousNeededUntil when the last signature of the previous key expires, as far as this replica knows. Its public key
 *        must stay in the key group until then
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html">Specify
 *      signers that can create signed URLs and signed cookies</a>
 */
public record SigningKeyChanged(String signer, String keyPairId, String previousKeyPairId, Instant since,
        Instant previousNeededUntil) {
}
