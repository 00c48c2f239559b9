package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.List;

/**
 * A playlist that passes its signature on.
 *
 * @param kept the absolute URIs, which stay as they are
 */
public record PublishedPlaylist(byte[] content, List<KeptUri> kept) {

    /**
     * @param uri with the variables replaced that the playlist has the values of
     */
    public record KeptUri(int line, String uri) {
    }
}
