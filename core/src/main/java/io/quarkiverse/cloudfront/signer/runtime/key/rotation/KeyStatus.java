package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import java.time.Instant;
import java.util.List;

/**
 * The status of a signer's keys, without the keys themselves.
 *
 * @param keyPairId the ID of the active key
 * @param source the property that sets the key's source, or the kind of bean that provides the key
 * @param since when the key became active
 * @param next the further keys, in the order in which they become active
 * @param retired the previous keys
 * @param problems the problems with the keys' sources
 */
public record KeyStatus(String keyPairId, String source, Instant since, List<Next> next, List<Retired> retired,
        List<String> problems) {

    /**
     * A key that will become active.
     */
    public record Next(String keyPairId, Instant activeFrom) {
    }

    /**
     * A key that was active until another key replaced it.
     *
     * @param neededUntil when the key's last signature expires. From then on, its public key can be removed from the key group
     */
    public record Retired(String keyPairId, Instant neededUntil) {
    }
}
