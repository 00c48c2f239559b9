package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import java.lang.reflect.Method;
import java.util.function.UnaryOperator;

/**
 * What rewriting needs of Jakarta REST, so that it also works in an application that has none.
 */
public interface RestBridge {

    /**
     * Whether the current request is for this method. A method that another one calls has no path parameters.
     */
    boolean isEndpoint(Method method);

    /**
     * The decoded value of the current request's path parameter, or null.
     */
    String pathParameter(String name);

    /**
     * Whether this is a response object, whose entity and redirect are what counts.
     */
    boolean isResponse(Object value);

    /**
     * The entity of a response that is to be rewritten, or null.
     */
    Object entity(Object response);

    /**
     * A copy of the response with another entity, and with the location of a redirect rewritten.
     */
    Object rewrite(Object response, UnaryOperator<Object> entity, UnaryOperator<String> location);

    /**
     * What becomes of the current request, where it may be answered with a playlist.
     */
    PlaylistResponse playlistResponse(Method method, Playlists playlists);
}
