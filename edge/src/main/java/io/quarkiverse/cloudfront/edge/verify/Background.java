package io.quarkiverse.cloudfront.edge.verify;

import java.security.PublicKey;
import java.util.Map;
import java.util.Set;

/**
 * Further knowledge about the keys and hosts. It leads to better reasons, but never to another verdict.
 *
 * @param otherKeys public keys, by their key pair ID, that are not in a trusted key group, such as one that was removed
 * @param unseenKeys the IDs of keys that are in the trusted key group, but whose public key is not known
 * @param keysUnknown whether the IDs of the keys in the trusted key group are not known either
 * @param hosts the hosts for which URLs may have been signed
 */
public record Background(Map<String, PublicKey> otherKeys, Set<String> unseenKeys, boolean keysUnknown, Set<String> hosts) {

    /** No further knowledge. */
    static final Background NONE = new Background(Map.of(), Set.of(), false, Set.of());

    public Background {
        otherKeys = Map.copyOf(otherKeys);
        unseenKeys = Set.copyOf(unseenKeys);
        hosts = Set.copyOf(hosts);
    }
}
