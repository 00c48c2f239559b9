package io.quarkiverse.cloudfront.edge.verify;

import java.security.PublicKey;
import java.util.Map;
import java.util.Set;

/**
 * What else is known where a request is examined. It makes for better reasons, and never for another verdict.
 *
 * @param otherKeys public keys, by their key pair ID, that are in no trusted key group, such as one that has been removed
 * @param unseenKeys the IDs of keys that are in the trusted key group, but whose public key is not known
 * @param hosts the hosts that URLs may have been signed for
 */
public record Background(Map<String, PublicKey> otherKeys, Set<String> unseenKeys, Set<String> hosts) {

    private static final Background NONE = new Background(Map.of(), Set.of(), Set.of());

    public Background {
        otherKeys = Map.copyOf(otherKeys);
        unseenKeys = Set.copyOf(unseenKeys);
        hosts = Set.copyOf(hosts);
    }

    /** Nothing else is known. */
    public static Background none() {
        return NONE;
    }
}
