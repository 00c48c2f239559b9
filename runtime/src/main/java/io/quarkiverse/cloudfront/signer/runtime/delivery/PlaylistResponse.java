package io.quarkiverse.cloudfront.signer.runtime.delivery;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;

/**
 * The response that a REST method is about to give, as far as playlists are concerned.
 */
public interface PlaylistResponse {

    /**
     * @param value what the method returns
     * @return null if no playlist goes to the viewer with it
     */
    @Nullable
    PlaylistType type(@Nullable Object value);

    /**
     * Has the response's entity rewritten before it leaves.
     *
     * @param method its name, for messages
     */
    void rewrite(PlaylistType type, Playlist playlist, String method);
}
