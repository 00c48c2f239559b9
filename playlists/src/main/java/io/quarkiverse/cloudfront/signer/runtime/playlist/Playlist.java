package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;

/**
 * Rewrites one playlist, so that its URIs carry a grant. All methods throw {@link CloudFrontSignerException} if the text is not
 * a playlist of this type, or has a URI that cannot be signed.
 */
public interface Playlist {

    static Playlist of(PlaylistType type, GrantedUris uris) {
        return switch (type) {
            case HLS -> new HlsPlaylist(uris);
            case DASH -> new DashManifest(uris);
        };
    }

    String rewrite(String playlist);

    byte[] rewrite(byte[] playlist);

    /**
     * Reads an original in parts and rewrites it.
     */
    void rewrite(InputStream playlist, OutputStream rewritten) throws IOException;

    /**
     * Rewrites an original that writes itself in parts.
     */
    void rewrite(Content playlist, OutputStream rewritten) throws IOException;

    /**
     * A playlist that writes itself, such as a {@code StreamingOutput}.
     */
    interface Content {

        void writeTo(OutputStream output) throws IOException;
    }
}
