package io.quarkiverse.cloudfront.signer.aws.keygroup;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The state after a step of a rotation.
 *
 * @param keyPairId the ID of the new key; null if none was given
 * @param previous the ID of the key that it replaces, or that was removed; null if it is not known
 * @param trusted the IDs of all keys in the key group
 * @param distributions the IDs of the distributions that trust the key group
 * @param at the time of CloudFront's last answer
 * @param kept the IDs of other key groups with the previous key, whose public key therefore still exists
 */
public record Rotated(@Nullable String keyPairId, @Nullable String previous, List<String> trusted, List<String> distributions,
        Instant at, List<String> kept) {
}
