package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.time.Instant;
import java.util.List;

/**
 * What there is to tell of a signer's keys, and nothing of the keys themselves.
 *
 * @param keyPairId of the key that signs now
 * @param source the property that says where it is, or the bean
 * @param since when it began to sign
 * @param next the keys that follow, the first one first
 * @param retired the keys that signed before
 * @param problems with the sources of keys, which go on as they were
 */
public record KeyStatus(String keyPairId, String source, Instant since, List<Next> next, List<Retired> retired,
        List<String> problems) {

    /**
     * A key that will sign.
     */
    public record Next(String keyPairId, Instant activeFrom) {
    }

    /**
     * A key that signed until another one took its place.
     *
     * @param neededUntil when the last of what it signed expires, and its public key may leave the key group
     */
    public record Retired(String keyPairId, Instant neededUntil) {
    }
}
