package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * A playlist that passes its signature on. It has been checked as a whole. It is converted each time it is written, so that the
 * whole result is never in memory.
 */
public interface PublishedPlaylist extends Playlist.Content {

    int LARGEST = 64 << 20;

    /**
     * Reads a whole playlist, up to the maximum size.
     */
    static byte[] read(InputStream playlist) throws IOException {
        byte[] content = playlist.readNBytes(LARGEST + 1);
        if (content.length > LARGEST) {
            throw Failure.ofPlaylist("the playlist is larger than 64 MiB");
        }
        return content;
    }

    /**
     * Passes the absolute URIs, which stay as they are, to an action.
     */
    default void forEachKept(Consumer<KeptUri> action) {
        // most formats do not have absolute URIs
    }

    /**
     * @param uri the URI, in which variables with values in the playlist are replaced
     */
    record KeptUri(int line, String uri) {
    }
}
