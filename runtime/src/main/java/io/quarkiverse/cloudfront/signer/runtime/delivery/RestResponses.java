package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.lang.reflect.Method;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkus.runtime.ShutdownContext;
import io.smallrye.mutiny.Multi;

/**
 * The operations of Jakarta REST that rewriting needs. This is an interface so that applications without Jakarta REST also
 * work.
 */
public interface RestResponses {

    /**
     * Starts to record the locations that are passed to response builders.
     */
    void recordLocations(ShutdownContext shutdown);

    /**
     * Whether the current request is for this method. If another method calls this one, the request does not have path
     * parameters for it.
     */
    boolean isEndpoint(Method method);

    /**
     * The decoded value of the current request's path parameter.
     */
    @Nullable
    String pathParameter(String name);

    /**
     * Whether this is a response object, whose entity and redirect must be signed.
     */
    boolean isResponse(Object value);

    /**
     * The entity of a response, if there is one that must be rewritten.
     */
    @Nullable
    Object entity(Object response);

    /**
     * Whether this response has a location that must be rewritten.
     */
    boolean isRedirect(Object response);

    /**
     * The items as a stream of the same kind as the original, with its status and headers.
     */
    Multi<?> withHeadOf(Multi<?> original, Multi<?> items);

    /**
     * A copy of the response with another entity, and with the location of a redirect rewritten.
     */
    Object rewrite(Object response, UnaryOperator<Object> entity, UnaryOperator<String> location);

    /**
     * The response that Jakarta REST creates from this failure; null if there is none, or if it is an error.
     */
    @Nullable
    Object thrownResponse(Throwable failure);

    /**
     * The failure, with the delivered response instead of its own response.
     */
    RuntimeException withResponse(Throwable failure, Object delivered);

    /**
     * The response to the current request, which may be a playlist.
     */
    PlaylistResponse playlistResponse(Method method, PlaylistMode playlists);

    /**
     * Determines whether the response of a REST method is a playlist, and rewrites it.
     */
    interface PlaylistResponse {

        /**
         * @param value the method's return value
         * @return the type of the playlist; null if the response is not a playlist
         */
        @Nullable
        PlaylistType type(@Nullable Object value);

        /**
         * Rewrites the response's entity before it is sent.
         *
         * @param method the method's name, for messages
         */
        void rewrite(PlaylistType type, Playlist playlist, String method);
    }
}
