package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.cloudfront.signer.runtime.rewrite.MemberSession;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.PlaylistResponse;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.Playlists;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.RestBridge;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.ShutdownContext;
import io.smallrye.mutiny.Multi;

/**
 * The responses and requests of Quarkus REST.
 */
@Singleton
public class QuarkusRestBridge implements RestBridge {

    static final int FIRST_ERROR = 400;

    private static final String KEPT = MemberSession.class.getName();

    @Override
    public void recordLocations(ShutdownContext shutdown) {
        LocationRecordingDelegate.install(shutdown);
    }

    @Override
    public boolean isEndpoint(Method method) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        return request != null && isNamedAsEndpoint(method, request)
                && Arrays.equals(request.getTarget().getParameterTypes(), method.getParameterTypes());
    }

    @Override
    public String pathParameter(String name) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        return request == null ? null : request.getPathParameter(name, false);
    }

    @Override
    public boolean isResponse(Object value) {
        return value instanceof Response || value instanceof RestResponse;
    }

    @Override
    public Object entity(Object response) {
        if (response instanceof RestResponse<?> rest) {
            return rest.getStatus() < FIRST_ERROR ? rest.getEntity() : null;
        }
        Response jakarta = (Response) response;
        return jakarta.getStatus() < FIRST_ERROR ? value(jakarta.getEntity()) : null;
    }

    @Override
    public boolean isRedirect(Object response) {
        return response instanceof RestResponse<?> rest ? isRedirect(rest.getStatus(), rest.getHeaders())
                : isRedirect(((Response) response).getStatus(), ((Response) response).getHeaders());
    }

    @Override
    public void keep(MemberSession session, Method method) {
        ResteasyReactiveRequestContext request = current();
        if (request != null && (request.getProperty(KEPT) == null || isNamedAsEndpoint(method, request))) {
            request.setProperty(KEPT, session);
        }
    }

    private static boolean isNamedAsEndpoint(Method method, ResteasyReactiveRequestContext request) {
        return request.getTarget().getJavaMethodName().equals(method.getName())
                && method.getDeclaringClass().isAssignableFrom(request.getTarget().getResourceClass());
    }

    @Override
    public MemberSession kept() {
        ResteasyReactiveRequestContext request = current();
        return request == null ? null : kept(request);
    }

    /**
     * Objects are also written where there is no request.
     */
    static ResteasyReactiveRequestContext current() {
        return Arc.container().requestContext().isActive() ? CurrentRequestManager.get() : null;
    }

    static MemberSession kept(ResteasyReactiveRequestContext request) {
        return request.getThrowable() == null ? (MemberSession) request.getProperty(KEPT) : null;
    }

    @Override
    public boolean isServing() {
        return current() != null;
    }

    @Override
    public boolean isResponding() {
        ResteasyReactiveRequestContext request = current();
        return request != null && request.getResponse() != null;
    }

    @Override
    public UnaryOperator<Object> otherThanJson() {
        ResteasyReactiveRequestContext request = current();
        MediaType type = request == null ? null : request.getTarget().getStreamElementType();
        if (type == null && request != null && request.getTarget().getProduces() != null) {
            type = request.getTarget().getProduces().getSortedOriginalMediaTypes()[0];
        }
        return new OtherThanJson(JsonMediaType.is(type));
    }

    @Override
    public Multi<?> withHeadOf(Multi<?> original, Multi<?> items) {
        return original instanceof RestMulti<?> multi ? SignedRestMulti.of(multi, items) : items;
    }

    static Object value(Object entity) {
        return entity instanceof GenericEntity<?> generic ? generic.getEntity() : entity;
    }

    /**
     * An error's entity is a message and not private content: it stays as it is.
     */
    @Override
    public Object rewrite(Object response, UnaryOperator<Object> entity, UnaryOperator<String> location) {
        return response instanceof RestResponse<?> rest ? rewrite(rest, entity, location)
                : rewrite((Response) response, entity, location);
    }

    private static <T> RestResponse<T> rewrite(RestResponse<T> response, UnaryOperator<Object> entity,
            UnaryOperator<String> location) {
        if (response.getStatus() >= FIRST_ERROR) {
            return response;
        }
        RestResponse.ResponseBuilder<T> builder = RestResponse.ResponseBuilder.fromResponse(response);
        if (response.hasEntity()) {
            @SuppressWarnings("unchecked")
            T rewritten = (T) entity.apply(response.getEntity());
            builder.entity(rewritten);
        }
        if (isRedirect(response.getStatus(), response.getHeaders())) {
            builder.location(URI.create(location.apply(RedirectLocation.asReturned(locationHeader(response.getHeaders())))));
        }
        return builder.build();
    }

    private static Response rewrite(Response response, UnaryOperator<Object> entity, UnaryOperator<String> location) {
        if (response.getStatus() >= FIRST_ERROR) {
            return response;
        }
        Response.ResponseBuilder builder = Response.fromResponse(response);
        if (response.hasEntity()) {
            builder.entity(entity.apply(value(response.getEntity())));
        }
        if (isRedirect(response.getStatus(), response.getHeaders())) {
            builder.location(URI.create(location.apply(RedirectLocation.asReturned(locationHeader(response.getHeaders())))));
        }
        return builder.build();
    }

    /**
     * As the object that was set. {@code getLocation()} would parse a text, and quote it in full if it cannot.
     */
    private static Object locationHeader(MultivaluedMap<String, Object> headers) {
        return headers.getFirst(HttpHeaders.LOCATION);
    }

    @Override
    public Object thrownResponse(Throwable failure) {
        return ThrownResponse.of(failure);
    }

    @Override
    public RuntimeException withResponse(Throwable failure, Object delivered) {
        return ThrownResponse.replace((WebApplicationException) failure, (Response) delivered);
    }

    @Override
    public PlaylistResponse playlistResponse(Method method, Playlists playlists) {
        return isEndpoint(method) ? new CurrentPlaylistResponse(CurrentRequestManager.get())
                : new NoPlaylistResponse(playlists, value -> ResponseMediaType.explicit(value) != null);
    }

    private static boolean isRedirect(int status, MultivaluedMap<String, Object> headers) {
        return status >= 300 && locationHeader(headers) != null;
    }
}
