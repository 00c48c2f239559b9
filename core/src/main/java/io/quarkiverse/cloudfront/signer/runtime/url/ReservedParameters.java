package io.quarkiverse.cloudfront.signer.runtime.url;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The query parameters that CloudFront reserves. Their names are case-sensitive.
 */
public final class ReservedParameters {

    public static final String EXPIRES = "Expires";
    public static final String POLICY = "Policy";
    public static final String SIGNATURE = "Signature";
    public static final String KEY_PAIR_ID = "Key-Pair-Id";
    public static final String HASH_ALGORITHM = "Hash-Algorithm";

    /** The query parameter that carries a mark. It is reserved only if the application uses marks. */
    public static final String MARK = "mark";

    /**
     * The query parameters of the entry URL of a static signed playlist, which the playlist reads. They repeat two of
     * CloudFront's parameters under names without a hyphen, because some players cannot read names with a hyphen.
     */
    public static final String PLAYLIST_KEY_PAIR_ID = "kid";
    public static final String PLAYLIST_HASH_ALGORITHM = "alg";
    public static final List<String> OF_PLAYLISTS = List.of(PLAYLIST_KEY_PAIR_ID, PLAYLIST_HASH_ALGORITHM);

    /** The query parameter of a link that opens a directory. */
    public static final String OPEN_DIRECTORY = "open-directory";

    private static final List<String> ALL = List.of(EXPIRES, POLICY, SIGNATURE, KEY_PAIR_ID, HASH_ALGORITHM);
    private static final List<String> MARKED = Stream.concat(ALL.stream(), Stream.of(MARK)).toList();

    private ReservedParameters() {
    }

    public static List<String> names() {
        return ALL;
    }

    /**
     * The reserved names, including the name for marks if the application uses marks.
     */
    public static List<String> names(boolean marks) {
        return marks ? MARKED : ALL;
    }

    /**
     * Whether a name in a query is one of the given names, percent-encoded or not.
     */
    static boolean isReserved(List<String> names, String query, int from, int to) {
        for (int i = from; i < to; i++) {
            if (query.charAt(i) == '%') {
                return PercentDecoder.decode(query.substring(from, to)).filter(names::contains).isPresent();
            }
        }
        // an index, because an iterator would be created for each of many parameters
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
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
            if (isReserved(ALL, url, from, name)) {
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

    /**
     * The name of the first parameter of a URL that has one of the given names, percent-encoded or not.
     *
     * @param url a URL that the guard has accepted
     */
    public static Optional<String> find(List<String> names, String url) {
        int query = url.indexOf('?');
        return query < 0 ? Optional.empty()
                : Stream.of(url.substring(query + 1).split("&"))
                        .flatMap(pair -> PercentDecoder.decode(pair.split("=", 2)[0]).stream()).filter(names::contains)
                        .findFirst();
    }

    public static String list() {
        return String.join(", ", ALL);
    }
}
