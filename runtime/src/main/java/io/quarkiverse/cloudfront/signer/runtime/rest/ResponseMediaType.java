package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.util.List;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.common.util.ServerMediaType;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;

/**
 * The type of the playlist in what a method returns, if that is one.
 */
final class ResponseMediaType {

    /** Redirects and errors are no playlists, whatever their entity is. */
    private static final int FIRST_REDIRECT = 300;

    private ResponseMediaType() {
    }

    /**
     * @return null if nothing goes out, or if the method leaves the media type to Quarkus
     */
    static PlaylistType explicit(Object value) {
        MediaType type = value instanceof RestResponse<?> rest && carries(rest.getStatus(), rest.getEntity())
                ? rest.getMediaType()
                : value instanceof Response response && carries(response.getStatus(), response.getEntity())
                        ? response.getMediaType()
                        : null;
        return type(type);
    }

    /**
     * @return null if nothing goes out, or something that is no playlist
     */
    static PlaylistType negotiated(ResteasyReactiveRequestContext request, Object value) {
        if (value instanceof RestResponse<?> rest) {
            return !carries(rest.getStatus(), rest.getEntity()) ? null
                    : type(rest.getMediaType() != null ? rest.getMediaType() : produced(request));
        } else if (value instanceof Response response) {
            return !carries(response.getStatus(), response.getEntity()) ? null
                    : type(response.getMediaType() != null ? response.getMediaType() : produced(request));
        }
        return value == null ? null : type(produced(request));
    }

    static PlaylistType type(MediaType type) {
        return type == null ? null : PlaylistType.of(type.getType() + "/" + type.getSubtype());
    }

    private static boolean carries(int status, Object entity) {
        return status < FIRST_REDIRECT && entity != null;
    }

    /**
     * What Quarkus REST is going to choose for a response that names no media type.
     *
     * @return null if the method does not say what it produces
     */
    static MediaType produced(ResteasyReactiveRequestContext request) {
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
        List<String> accepts = request.getHttpHeaders().getRequestHeader(HttpHeaders.ACCEPT);
        for (String accept : accepts) {
            MediaType type = produces.negotiateProduces(accept).getKey();
            if (type != null) {
                return type;
            }
        }
        return produces.negotiateProduces(null).getKey();
    }
}
