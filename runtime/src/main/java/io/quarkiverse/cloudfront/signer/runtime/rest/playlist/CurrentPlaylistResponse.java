package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import java.util.Objects;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.delivery.RestResponses.PlaylistResponse;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.ResponseMediaType;

/**
 * The response to the current request, which {@link PlaylistHandler} will rewrite.
 *
 * @param request null if the current request is not for the REST method that is called
 */
public record CurrentPlaylistResponse(@Nullable ResteasyReactiveRequestContext request,
        PlaylistMode playlists) implements PlaylistResponse {

    @Override
    public @Nullable PlaylistType type(@Nullable Object value) {
        if (request != null) {
            return ResponseMediaType.negotiated(request, value);
        } else if (value != null && (playlists == PlaylistMode.DECLARED || ResponseMediaType.explicit(value) != null)) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED,
                    "a playlist is rewritten in the response of the method that produces it, but the current request is for "
                            + "another method. Move the code that both methods need into a method without @SignedResource");
        }
        return null;
    }

    @Override
    public void rewrite(PlaylistType type, Playlist playlist, String method) {
        ResteasyReactiveRequestContext current = Objects.requireNonNull(request);
        for (ServerRestHandler handler : current.getTarget().getHandlerChain()) {
            if (handler instanceof PlaylistHandler) {
                PendingPlaylist.set(current, new PendingPlaylist(type, playlist, method));
                return;
            }
        }
        throw new CloudFrontSignerException(Reason.UNSUPPORTED,
                "the response is a playlist, but the build did not expect one for this method");
    }
}
