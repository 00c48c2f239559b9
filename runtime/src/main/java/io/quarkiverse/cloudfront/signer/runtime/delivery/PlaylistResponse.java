package io.quarkiverse.cloudfront.signer.runtime.delivery;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;

/**
 * The response of a REST method, with regard to playlists.
 */
public interface PlaylistResponse {

    /**
     * @param value the method's return value
     * @return null if it is not a playlist
     */
    @Nullable
    PlaylistType type(@Nullable Object value);

    /**
     * Has the response's entity rewritten before it is sent.
     *
     * @param method its name, for messages
     */
    void rewrite(PlaylistType type, Playlist playlist, String method);
}
