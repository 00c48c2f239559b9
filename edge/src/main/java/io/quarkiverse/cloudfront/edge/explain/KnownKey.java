package io.quarkiverse.cloudfront.edge.explain;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A known signing key.
 *
 * @param keyPairId the ID of the key in CloudFront
 * @param signer the signer that uses the key, in words: {@code the signer "media"}
 * @param publicKey the public key; empty if only the ID is known, so that its signatures cannot be verified
 * @param inKeyGroup whether the key is in the trusted key group
 * @param neededUntil for a key that is no longer active: the expiry of its last signature
 */
public record KnownKey(String keyPairId, String signer, Optional<PublicKey> publicKey, boolean inKeyGroup,
        Optional<Instant> neededUntil) {
}
