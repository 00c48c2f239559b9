package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistResponse;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.ResponseMediaType;

/**
 * The response to the current request, which {@link PlaylistHandler} will rewrite.
 */
public record CurrentPlaylistResponse(ResteasyReactiveRequestContext request) implements PlaylistResponse {

    @Override
    public @Nullable PlaylistType type(@Nullable Object value) {
        return ResponseMediaType.negotiated(request, value);
    }

    @Override
    public void rewrite(PlaylistType type, Playlist playlist, String method) {
        for (ServerRestHandler handler : request.getTarget().getHandlerChain()) {
            if (handler instanceof PlaylistHandler) {
                PendingPlaylist.set(request, new PendingPlaylist(type, playlist, method));
                return;
            }
        }
        throw new CloudFrontSignerException(Reason.UNSUPPORTED,
                "the response is a playlist, but the build did not expect one for this method");
    }
}
