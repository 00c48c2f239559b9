package io.quarkiverse.cloudfront.edge.explain;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;

/**
 * A known signing key.
 *
 * @param keyPairId its ID in CloudFront
 * @param signer the signer that uses it, in words: {@code the signer "media"}
 * @param publicKey its public key; empty if only the ID is known, so that its signatures cannot be verified
 * @param inKeyGroup whether it is in the trusted key group
 * @param neededUntil for a key that is no longer active: the expiry of its last signature
 */
public record KnownKey(String keyPairId, String signer, Optional<PublicKey> publicKey, boolean inKeyGroup,
        Optional<Instant> neededUntil) {

    /** All keys of a key group, as active keys. */
    public static List<KnownKey> of(KeyGroup group) {
        return group.keys().entrySet().stream()
                .map(key -> new KnownKey(key.getKey(), "the key group " + group.name(), Optional.of(key.getValue()), true,
                        Optional.empty()))
                .toList();
    }
}
