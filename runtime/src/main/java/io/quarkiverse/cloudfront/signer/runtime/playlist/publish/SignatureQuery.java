package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.List;

import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * The parameters that a URI in a playlist takes over from the playlist's own URL. The viewer's parameters {@code kid} and
 * {@code alg} repeat two of CloudFront's under names that all players can substitute: some do not know variables with a hyphen.
 */
enum SignatureQuery {

    /** For a file that does not pass anything on. */
    MEDIA(""),
    /** For another playlist, which reads the same parameters. */
    PLAYLIST("kid={$kid}&alg={$alg}&");

    static final String KEY_PAIR_ID = "kid";
    static final String HASH_ALGORITHM = "alg";

    /** What a playlist reads from its own URL. */
    static final List<String> VARIABLES = List.of(ReservedParameters.POLICY, ReservedParameters.SIGNATURE, KEY_PAIR_ID,
            HASH_ALGORITHM);

    private final String parameters;

    SignatureQuery(String viewers) {
        this.parameters = viewers + "Policy={$Policy}&Signature={$Signature}&Key-Pair-Id={$kid}&Hash-Algorithm={$alg}";
    }

    String parameters() {
        return parameters;
    }
}
