package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.time.Instant;
import java.util.List;

/**
 * The status of a signer's keys, without the keys themselves.
 *
 * @param keyPairId the ID of the active key
 * @param source the property that sets its source, or the bean
 * @param since when it became active
 * @param next the further keys, the first one first
 * @param retired the previous keys
 * @param problems the problems of the keys' sources
 */
public record KeyStatus(String keyPairId, String source, Instant since, List<Next> next, List<Retired> retired,
        List<String> problems) {

    /**
     * A key that will become active.
     */
    public record Next(String keyPairId, Instant activeFrom) {
    }

    /**
     * A key that was active until another one replaced it.
     *
     * @param neededUntil when its last signature expires, and its public key can be removed from the key group
     */
    public record Retired(String keyPairId, Instant neededUntil) {
    }
}
