package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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

    /**
     * Whether a name in a query is reserved, percent-encoded or not.
     */
    static boolean isReserved(String query, int from, int to) {
        for (int i = from; i < to; i++) {
            if (query.charAt(i) == '%') {
                return ALL.contains(URLDecoder.decode(query.substring(from, to), StandardCharsets.UTF_8));
            }
        }
        for (String name : ALL) {
            if (name.length() == to - from && query.startsWith(name, from)) {
                return true;
            }
        }
        return false;
    }

    static String list() {
        return String.join(", ", ALL);
    }
}
