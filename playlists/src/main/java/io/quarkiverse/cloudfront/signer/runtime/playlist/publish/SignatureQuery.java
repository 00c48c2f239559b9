package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.List;

import io.quarkiverse.cloudfront.signer.runtime.playlist.host.SignatureVariables;
import io.quarkiverse.cloudfront.signer.runtime.url.PlaylistParameters;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * The parameters that a URI in a playlist takes over from the playlist's own URL. Two of them are read from
 * {@link PlaylistParameters}.
 */
enum SignatureQuery {

    /** For a file that does not pass anything on. */
    MEDIA(""),
    /** For another playlist, which reads the same parameters. */
    PLAYLIST("kid={$kid}&alg={$alg}&");

    /** The parameters that a playlist reads from its own URL. */
    static final List<String> VARIABLES = List.of(ReservedParameters.POLICY, ReservedParameters.SIGNATURE,
            PlaylistParameters.KEY_PAIR_ID, PlaylistParameters.HASH_ALGORITHM);

    private final String parameters;
    private final int variables;

    SignatureQuery(String viewers) {
        this.parameters = viewers + "Policy={$Policy}&Signature={$Signature}&Key-Pair-Id={$kid}&Hash-Algorithm={$alg}";
        this.variables = SignatureVariables.count(parameters);
    }

    String parameters() {
        return parameters;
    }

    /**
     * How many variables of the signature the parameters have.
     */
    int variables() {
        return variables;
    }
}
