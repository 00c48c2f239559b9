package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.function.Consumer;

import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;

/**
 * A playlist that passes its signature on. It was checked as a whole, and is converted while it is written, any number of
 * times, so that it is never in memory as a whole.
 */
public interface PublishedPlaylist extends Playlist.Content {

    /**
     * Passes on the absolute URIs, which stay as they are.
     */
    default void forEachKept(Consumer<KeptUri> action) {
        // most formats do not have any
    }

    /**
     * @param uri in which the variables are replaced whose values the playlist has
     */
    record KeptUri(int line, String uri) {
    }
}
