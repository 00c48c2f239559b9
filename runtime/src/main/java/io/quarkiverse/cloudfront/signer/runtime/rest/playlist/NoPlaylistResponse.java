package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistResponse;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;

/**
 * The return value of a REST method that is not called for its own request.
 */
public record NoPlaylistResponse(PlaylistMode playlists, Predicate<Object> namesPlaylistType) implements PlaylistResponse {

    @Override
    public @Nullable PlaylistType type(@Nullable Object value) {
        if (value != null && (playlists == PlaylistMode.DECLARED || namesPlaylistType.test(value))) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED,
                    "a playlist is rewritten in the response of the method that produces it, but the current request is for "
                            + "another method. Move the code that both need into a method without @SignedResource");
        }
        return null;
    }

    @Override
    public void rewrite(PlaylistType type, Playlist playlist, String method) {
        throw new IllegalStateException("there is no playlist");
    }
}
