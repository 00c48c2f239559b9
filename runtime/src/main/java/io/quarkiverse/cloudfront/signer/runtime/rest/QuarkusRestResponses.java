package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;

import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.ResteasyReactiveClientProblem;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.delivery.RestResponses.PlaylistResponse;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldResponses;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.rest.field.CurrentFieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.rest.playlist.CurrentPlaylistResponse;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.CurrentRequest;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.LocationRecordingDelegate;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.RedirectLocation;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.SignedRestMulti;
import io.quarkus.runtime.ShutdownContext;
import io.smallrye.mutiny.Multi;

/**
 * The responses and requests of Quarkus REST.
 */
@Singleton
public class QuarkusRestResponses implements FieldResponses {

    @Override
    public void recordLocations(ShutdownContext shutdown) {
        LocationRecordingDelegate.install(shutdown);
    }

    @Override
    public boolean isEndpoint(Method method) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        return request != null && CurrentRequest.isNamedAs(method, request)
                && Arrays.equals(request.getTarget().getParameterTypes(), method.getParameterTypes());
    }

    @Override
    public @Nullable String pathParameter(String name) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        return request == null ? null : request.getPathParameter(name, false);
    }

    @Override
    public boolean isResponse(Object value) {
        return value instanceof Response || value instanceof RestResponse;
    }

    @Override
    public @Nullable Object entity(Object response) {
        if (response instanceof RestResponse<?> rest) {
            return rest.getStatus() < CurrentRequest.FIRST_ERROR ? rest.getEntity() : null;
        }
        Response jakarta = (Response) response;
        return jakarta.getStatus() < CurrentRequest.FIRST_ERROR ? CurrentRequest.value(jakarta.getEntity()) : null;
    }

    @Override
    public boolean isRedirect(Object response) {
        return response instanceof RestResponse<?> rest ? isRedirect(rest.getStatus(), rest.getHeaders())
                : isRedirect(((Response) response).getStatus(), ((Response) response).getHeaders());
    }

    @Override
    public void keep(FieldSigner signer, Method method) {
        CurrentFieldSigner.keep(signer, method);
    }

    @Override
    public @Nullable FieldSigner kept(@Nullable Object body, boolean forResponses) {
        ResteasyReactiveRequestContext request = CurrentRequest.get();
        FieldSigner signer = request == null ? null : CurrentFieldSigner.of(request);
        if (request == null || signer == null || body != null && signer.isAwaited(body)) {
            return signer;
        }
        return request.getResponse() != null
                && (forResponses || body != null && CurrentRequest.value(request.getResponseEntity()) == body) ? signer : null;
    }

    @Override
    public @Nullable Object data(@Nullable Object item) {
        return item instanceof OutboundSseEvent event ? event.getData() : null;
    }

    @Override
    public UnaryOperator<Object> otherThanJson() {
        ResteasyReactiveRequestContext request = CurrentRequest.get();
        MediaType type = request == null ? null : request.getTarget().getStreamElementType();
        if (type == null && request != null && request.getTarget().getProduces() != null) {
            type = request.getTarget().getProduces().getSortedOriginalMediaTypes()[0];
        }
        boolean json = CurrentRequest.isJson(type);
        return item -> otherThanJson(item, json);
    }

    /**
     * @param json whether items are JSON by default
     */
    static @Nullable Object otherThanJson(Object item, boolean json) {
        if (item instanceof OutboundSseEvent event) {
            boolean own = event instanceof OutboundSseEventImpl known && known.isMediaTypeSet();
            return (own ? CurrentRequest.isJson(event.getMediaType()) : json) ? null : event.getData();
        }
        return json ? null : item;
    }

    @Override
    public Multi<?> withHeadOf(Multi<?> original, Multi<?> items) {
        return original instanceof RestMulti<?> multi ? SignedRestMulti.of(multi, items) : items;
    }

    /**
     * The entity of an error is a message instead of private content, so it stays as it is.
     */
    @Override
    public Object rewrite(Object response, UnaryOperator<Object> entity, UnaryOperator<String> location) {
        if (response instanceof RestResponse<?> rest) {
            if (rest.getStatus() >= CurrentRequest.FIRST_ERROR) {
                return rest;
            }
            RestResponse.ResponseBuilder<Object> builder = RestResponse.ResponseBuilder
                    .fromResponse((RestResponse<Object>) rest);
            if (rest.hasEntity()) {
                builder.entity(entity.apply(rest.getEntity()));
            }
            return isRedirect(rest) ? builder.location(rewritten(rest.getHeaders(), location)).build() : builder.build();
        }
        Response jakarta = (Response) response;
        if (jakarta.getStatus() >= CurrentRequest.FIRST_ERROR) {
            return jakarta;
        }
        Response.ResponseBuilder builder = Response.fromResponse(jakarta);
        if (jakarta.hasEntity()) {
            builder.entity(entity.apply(CurrentRequest.value(jakarta.getEntity())));
        }
        return isRedirect(jakarta) ? builder.location(rewritten(jakarta.getHeaders(), location)).build() : builder.build();
    }

    private static URI rewritten(MultivaluedMap<String, Object> headers, UnaryOperator<String> location) {
        return URI.create(location.apply(RedirectLocation.asReturned(locationHeader(headers))));
    }

    /**
     * The location as the object that was set. {@code getLocation()} would parse text, and quote all of it if parsing fails.
     */
    private static Object locationHeader(MultivaluedMap<String, Object> headers) {
        return headers.getFirst(HttpHeaders.LOCATION);
    }

    @Override
    public @Nullable Object thrownResponse(Throwable failure) {
        return thrown(failure);
    }

    /**
     * @return null if Quarkus REST does not create a response from the failure, or creates an error response
     */
    static @Nullable Response thrown(Throwable failure) {
        // exceptions of a REST client are failures of this application
        return failure instanceof WebApplicationException exception && !(failure instanceof ResteasyReactiveClientProblem)
                && exception.getResponse().getStatus() < CurrentRequest.FIRST_ERROR ? exception.getResponse() : null;
    }

    @Override
    public RuntimeException withResponse(Throwable failure, Object delivered) {
        WebApplicationException thrown = (WebApplicationException) failure;
        if (delivered == thrown.getResponse()) {
            return thrown;
        }
        // an exception mapper may handle this type of exception
        WebApplicationException replaced = failure instanceof RedirectionException
                ? new RedirectionException(failure.getMessage(), (Response) delivered)
                : new WebApplicationException(failure.getMessage(), (Response) delivered);
        replaced.setStackTrace(failure.getStackTrace());
        return replaced;
    }

    @Override
    public PlaylistResponse playlistResponse(Method method, PlaylistMode playlists) {
        return new CurrentPlaylistResponse(isEndpoint(method) ? CurrentRequestManager.get() : null, playlists);
    }

    private static boolean isRedirect(int status, MultivaluedMap<String, Object> headers) {
        return status >= 300 && locationHeader(headers) != null;
    }
}
