package io.quarkiverse.cloudfront.edge.explain;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;

/**
 * A key that is known to sign.
 *
 * @param keyPairId its ID in CloudFront
 * @param signer who signs with it, as a sentence has it: {@code the signer "media"}
 * @param publicKey its public key; empty where only the ID is known, so that its signatures cannot be verified
 * @param inKeyGroup whether the trusted key group has it
 * @param neededUntil for a key that no longer signs: the expiry of the last it has signed
 */
public record KnownKey(String keyPairId, String signer, Optional<PublicKey> publicKey, boolean inKeyGroup,
        Optional<Instant> neededUntil) {

    public KnownKey {
        Objects.requireNonNull(keyPairId, "keyPairId");
        Objects.requireNonNull(signer, "signer");
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(neededUntil, "neededUntil");
    }

    /** The keys of a key group, all of which sign. */
    public static List<KnownKey> of(KeyGroup group) {
        return group.keys().entrySet().stream()
                .map(key -> new KnownKey(key.getKey(), "the key group " + group.name(), Optional.of(key.getValue()), true,
                        Optional.empty()))
                .toList();
    }
}
