package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.runtime.playlist.host.SignatureVariables;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * The parameters that a URI in a playlist takes over from the playlist's own URL. The playlist reads two of these parameters
 * under the names in {@link ReservedParameters#OF_PLAYLISTS}.
 *
 * @param names the parameters that a playlist reads from its own URL
 * @param variables the variables of the signature
 * @param media the query of a file that does not pass the parameters on
 */
record SignatureQuery(List<String> names, SignatureVariables variables, String media) {

    private static final String SIGNED = "Policy={$Policy}&Signature={$Signature}&Key-Pair-Id={$kid}&Hash-Algorithm={$alg}";
    /** For playlists whose entry URLs do not have a mark. */
    private static final SignatureQuery UNMARKED = new SignatureQuery(List.of(ReservedParameters.POLICY,
            ReservedParameters.SIGNATURE, ReservedParameters.PLAYLIST_KEY_PAIR_ID, ReservedParameters.PLAYLIST_HASH_ALGORITHM),
            SignatureVariables.of(false), SIGNED);
    private static final SignatureQuery MARKED = new SignatureQuery(
            Stream.concat(UNMARKED.names.stream(), Stream.of(ReservedParameters.MARK)).toList(), SignatureVariables.of(true),
            "mark={$mark}&" + SIGNED);

    static SignatureQuery of(boolean marks) {
        return marks ? MARKED : UNMARKED;
    }

    /**
     * The query of another playlist, which also reads these parameters.
     */
    String playlist() {
        return "kid={$kid}&alg={$alg}&" + media;
    }
}
