package io.quarkiverse.cloudfront.signer.runtime.url;

import java.util.List;

/**
 * The query parameters that CloudFront reserves. They are case-sensitive.
 */
public final class ReservedParameters {

    public static final String EXPIRES = "Expires";
    public static final String POLICY = "Policy";
    public static final String SIGNATURE = "Signature";
    public static final String KEY_PAIR_ID = "Key-Pair-Id";
    public static final String HASH_ALGORITHM = "Hash-Algorithm";

    private static final List<String> ALL = List.of(EXPIRES, POLICY, SIGNATURE, KEY_PAIR_ID, HASH_ALGORITHM);

    private ReservedParameters() {
    }

    public static List<String> names() {
        return ALL;
    }

    /**
     * Whether a name in a query is reserved, percent-encoded or not.
     */
    static boolean isReserved(String query, int from, int to) {
        for (int i = from; i < to; i++) {
            if (query.charAt(i) == '%') {
                return PercentDecoder.decode(query.substring(from, to)).filter(ALL::contains).isPresent();
            }
        }
        // without an iterator for each of many parameters
        for (int i = 0; i < ALL.size(); i++) {
            String name = ALL.get(i);
            if (name.length() == to - from && query.startsWith(name, from)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether an arbitrary URL has a parameter with a reserved name.
     */
    public static boolean areIn(String url) {
        int fragment = url.indexOf('#');
        int end = fragment < 0 ? url.length() : fragment;
        int query = url.indexOf('?');
        if (query < 0 || query > end) {
            return false;
        }
        for (int from = query + 1; from < end;) {
            int name = endOf("=&?", url, from, end);
            if (isReserved(url, from, name)) {
                return true;
            }
            from = endOf("&?", url, name, end) + 1;
        }
        return false;
    }

    private static int endOf(String separators, String url, int from, int end) {
        int i = from;
        while (i < end && separators.indexOf(url.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    public static String list() {
        return String.join(", ", ALL);
    }
}
