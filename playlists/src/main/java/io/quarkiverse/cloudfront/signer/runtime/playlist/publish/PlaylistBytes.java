package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.io.IOException;
import java.io.InputStream;

import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Reads a whole playlist, up to a maximum size.
 */
public final class PlaylistBytes {

    private static final int LARGEST = 64 << 20;

    private PlaylistBytes() {
    }

    public static byte[] read(InputStream playlist) throws IOException {
        byte[] content = playlist.readNBytes(LARGEST + 1);
        if (content.length > LARGEST) {
            throw Failure.ofPlaylist("the playlist has more than 64 MiB");
        }
        return content;
    }
}
