package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.lang.reflect.Method;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.grant.PlaylistMode;
import io.quarkus.runtime.ShutdownContext;
import io.smallrye.mutiny.Multi;

/**
 * What rewriting needs of Jakarta REST, so that it also works in an application that has none.
 */
public interface RestResponses {

    /**
     * From now on the locations that the builders of responses are given are known.
     */
    void recordLocations(ShutdownContext shutdown);

    /**
     * Whether the current request is for this method. A method that another one calls has no path parameters.
     */
    boolean isEndpoint(Method method);

    /**
     * The decoded value of the current request's path parameter.
     */
    @Nullable
    String pathParameter(String name);

    /**
     * Whether this is a response object, whose entity and redirect are what counts.
     */
    boolean isResponse(Object value);

    /**
     * The entity of a response that is to be rewritten, if it has one.
     */
    @Nullable
    Object entity(Object response);

    /**
     * Whether this response has a location that is to be rewritten.
     */
    boolean isRedirect(Object response);

    /**
     * The items as a stream of the same kind as the original, with the status and the headers of that.
     */
    Multi<?> withHeadOf(Multi<?> original, Multi<?> items);

    /**
     * A copy of the response with another entity, and with the location of a redirect rewritten.
     */
    Object rewrite(Object response, UnaryOperator<Object> entity, UnaryOperator<String> location);

    /**
     * The response that Jakarta REST makes of this failure; null if it makes none or that of an error.
     */
    @Nullable
    Object thrownResponse(Throwable failure);

    /**
     * The failure with the response that was delivered in place of its own.
     */
    RuntimeException withResponse(Throwable failure, Object delivered);

    /**
     * What becomes of the current request, where it may be answered with a playlist.
     */
    PlaylistResponse playlistResponse(Method method, PlaylistMode playlists);
}
