package io.quarkiverse.cloudfront.signer.runtime.url;

import java.util.List;

/**
 * The viewer's query parameters that the entry URL of a static signed playlist has, and the playlist reads. They repeat two of
 * CloudFront's under names without a hyphen, because not all players can read those with one.
 */
public final class PlaylistParameters {

    public static final String KEY_PAIR_ID = "kid";
    public static final String HASH_ALGORITHM = "alg";

    public static final List<String> NAMES = List.of(KEY_PAIR_ID, HASH_ALGORITHM);

    private PlaylistParameters() {
    }
}
