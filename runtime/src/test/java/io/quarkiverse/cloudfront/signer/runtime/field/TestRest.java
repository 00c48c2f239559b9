package io.quarkiverse.cloudfront.signer.runtime.field;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.delivery.RestResponses.PlaylistResponse;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkus.runtime.ShutdownContext;
import io.smallrye.mutiny.Multi;

/**
 * An application with Jakarta REST, with one current request or none.
 */
public final class TestRest implements FieldResponses, PlaylistResponse {

    /**
     * @param location null if the response does not have one
     */
    public record Reply(int status, Object entity, String location) {
    }

    public static final class Thrown extends RuntimeException {

        private final Reply reply;

        public Thrown(Reply reply) {
            this.reply = reply;
        }
    }

    private final Map<String, String> pathParameters;
    private PlaylistType type;
    private Playlist playlist;
    private FieldSigner kept;
    private boolean endpoint = true;
    private boolean json = true;

    public TestRest(Map<String, String> pathParameters) {
        this.pathParameters = pathParameters;
    }

    public TestRest forOtherMethod() {
        endpoint = false;
        return this;
    }

    public TestRest producing(PlaylistType playlists) {
        type = playlists;
        return this;
    }

    TestRest notJson() {
        json = false;
        return this;
    }

    public Playlist playlist() {
        return playlist;
    }

    @Override
    public void recordLocations(ShutdownContext shutdown) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isEndpoint(Method method) {
        return endpoint;
    }

    @Override
    public String pathParameter(String name) {
        return pathParameters.get(name);
    }

    @Override
    public boolean isResponse(Object value) {
        return value instanceof Reply;
    }

    @Override
    public Object entity(Object response) {
        return ((Reply) response).entity();
    }

    @Override
    public boolean isRedirect(Object response) {
        return ((Reply) response).location() != null;
    }

    @Override
    public void keep(FieldSigner signer, Method method) {
        kept = signer;
    }

    @Override
    public FieldSigner kept(Object body, boolean forResponses) {
        return forResponses ? kept : null;
    }

    public FieldSigner kept() {
        return kept;
    }

    @Override
    public Object data(Object item) {
        return item instanceof Map.Entry<?, ?> event ? event.getValue() : null;
    }

    @Override
    public UnaryOperator<Object> otherThanJson() {
        return item -> json ? null : item;
    }

    @Override
    public Multi<?> withHeadOf(Multi<?> original, Multi<?> items) {
        return items;
    }

    @Override
    public Object rewrite(Object response, UnaryOperator<Object> entity, UnaryOperator<String> location) {
        Reply reply = (Reply) response;
        return new Reply(reply.status(), entity.apply(reply.entity()),
                reply.location() == null ? null : location.apply(reply.location()));
    }

    @Override
    public Object thrownResponse(Throwable failure) {
        return failure instanceof Thrown thrown && thrown.reply.status() < 400 ? thrown.reply : null;
    }

    @Override
    public RuntimeException withResponse(Throwable failure, Object delivered) {
        return new Thrown((Reply) delivered);
    }

    public static Reply reply(Throwable failure) {
        return ((Thrown) failure).reply;
    }

    @Override
    public PlaylistResponse playlistResponse(Method method, PlaylistMode playlists) {
        return this;
    }

    @Override
    public PlaylistType type(Object value) {
        return type;
    }

    @Override
    public void rewrite(PlaylistType ofType, Playlist rewriting, String method) {
        playlist = rewriting;
    }
}
