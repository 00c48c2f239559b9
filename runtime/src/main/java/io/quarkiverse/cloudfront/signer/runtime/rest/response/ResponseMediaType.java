package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import java.util.List;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.common.util.ServerMediaType;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;

/**
 * Determines the playlist type of a method's response.
 */
public final class ResponseMediaType {

    /** Redirects and errors are never playlists, regardless of their entity. */
    private static final int FIRST_REDIRECT = 300;

    private ResponseMediaType() {
    }

    /**
     * @return null if there is no body, or if the method leaves the media type to Quarkus
     */
    public static @Nullable PlaylistType explicit(@Nullable Object value) {
        return carries(value) ? type(named(value)) : null;
    }

    /**
     * @return null if there is no body, or if it is not a playlist
     */
    public static @Nullable PlaylistType negotiated(ResteasyReactiveRequestContext request, @Nullable Object value) {
        if (!carries(value)) {
            return null;
        }
        MediaType named = named(value);
        return type(named != null ? named : produced(request));
    }

    public static @Nullable PlaylistType type(@Nullable MediaType type) {
        return type == null ? null : PlaylistType.of(type.getType() + "/" + type.getSubtype());
    }

    private static boolean carries(@Nullable Object value) {
        if (value instanceof RestResponse<?> rest) {
            return rest.getStatus() < FIRST_REDIRECT && rest.getEntity() != null;
        } else if (value instanceof Response response) {
            return response.getStatus() < FIRST_REDIRECT && response.getEntity() != null;
        }
        return value != null;
    }

    private static @Nullable MediaType named(@Nullable Object value) {
        if (value instanceof RestResponse<?> rest) {
            return rest.getMediaType();
        }
        return value instanceof Response response ? response.getMediaType() : null;
    }

    /**
     * The media type that Quarkus REST will choose for a response without a media type.
     *
     * @return null if the method does not declare one
     */
    public static @Nullable MediaType produced(ResteasyReactiveRequestContext request) {
        ServerMediaType produces = request.getTarget().getProduces();
        if (produces == null) {
            return null;
        }
        MediaType negotiated = negotiated(request, produces);
        for (MediaType original : produces.getSortedOriginalMediaTypes()) {
            if (original.isCompatible(negotiated)) {
                return original;
            }
        }
        return negotiated;
    }

    private static MediaType negotiated(ResteasyReactiveRequestContext request, ServerMediaType produces) {
        List<String> accepts = request.getRequestHeaders().getRequestHeader(HttpHeaders.ACCEPT);
        for (String accept : accepts) {
            MediaType type = produces.negotiateProduces(accept).getKey();
            if (type != null) {
                return type;
            }
        }
        return produces.negotiateProduces(null).getKey();
    }
}
