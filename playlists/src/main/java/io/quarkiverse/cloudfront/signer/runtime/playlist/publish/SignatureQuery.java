package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.cloudfront.signer.runtime.playlist.host.SignatureVariables;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * The parameters that a URI in a playlist takes over from the playlist's own URL. Two of them are read from
 * {@link ReservedParameters#OF_PLAYLISTS}.
 */
final class SignatureQuery {

    /** For playlists whose entry URLs do not have a mark. */
    private static final SignatureQuery UNMARKED = new SignatureQuery(false);
    private static final SignatureQuery MARKED = new SignatureQuery(true);

    private final boolean marks;
    private final List<String> names = new ArrayList<>(List.of(ReservedParameters.POLICY, ReservedParameters.SIGNATURE,
            ReservedParameters.PLAYLIST_KEY_PAIR_ID, ReservedParameters.PLAYLIST_HASH_ALGORITHM));
    private final SignatureVariables variables;
    private final String media;
    private final String playlist;

    private SignatureQuery(boolean marks) {
        this.marks = marks;
        if (marks) {
            names.add(ReservedParameters.MARK);
        }
        this.variables = SignatureVariables.of(marks);
        this.media = (marks ? "mark={$mark}&" : "")
                + "Policy={$Policy}&Signature={$Signature}&Key-Pair-Id={$kid}&Hash-Algorithm={$alg}";
        this.playlist = "kid={$kid}&alg={$alg}&" + media;
    }

    /**
     * @param marks whether the application adds marks to what it signs
     */
    static SignatureQuery of(boolean marks) {
        return marks ? MARKED : UNMARKED;
    }

    boolean hasMarks() {
        return marks;
    }

    /** The parameters that a playlist reads from its own URL. */
    List<String> names() {
        return names;
    }

    /** The variables of the signature. */
    SignatureVariables variables() {
        return variables;
    }

    /** For a file that does not pass anything on. */
    String media() {
        return media;
    }

    /** For another playlist, which reads the same parameters. */
    String playlist() {
        return playlist;
    }
}
