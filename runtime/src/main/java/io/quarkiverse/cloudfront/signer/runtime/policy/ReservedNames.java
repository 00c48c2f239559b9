package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.util.List;

/**
 * The query parameters that CloudFront takes for its own; their case counts.
 */
final class ReservedNames {

    static final String EXPIRES = "Expires";
    static final String POLICY = "Policy";
    static final String SIGNATURE = "Signature";
    static final String KEY_PAIR_ID = "Key-Pair-Id";
    static final String HASH_ALGORITHM = "Hash-Algorithm";

    private static final List<String> ALL = List.of(EXPIRES, POLICY, SIGNATURE, KEY_PAIR_ID, HASH_ALGORITHM);

    private ReservedNames() {
    }

    static boolean isReserved(String name) {
        return ALL.contains(name);
    }

    static String list() {
        return String.join(", ", ALL);
    }
}
