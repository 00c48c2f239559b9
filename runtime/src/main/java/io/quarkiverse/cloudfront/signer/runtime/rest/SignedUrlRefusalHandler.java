package io.quarkiverse.cloudfront.signer.runtime.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.rest.member.RequestObjects;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;
import io.quarkus.arc.Arc;

/**
 * Refuses a request with a signed URL in a signed field, which a client may send because it has read it. If the application
 * stored it, the URL could not be signed again, and each response with it would fail.
 */
public class SignedUrlRefusalHandler implements ServerRestHandler {

    private volatile @Nullable RequestObjects objects;

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        for (Object parameter : request.getParameters()) {
            String property = parameter == null ? null : objects().signedUrl(parameter);
            if (property != null) {
                throw refusal(property);
            }
        }
    }

    private RequestObjects objects() {
        RequestObjects known = objects;
        if (known == null) {
            known = Arc.container().instance(RequestObjects.class).get();
            objects = known;
        }
        return known;
    }

    /**
     * Does not contain the value, because responses may be logged, but signed URLs must not.
     */
    private static WebApplicationException refusal(String property) {
        String message = "The field \"" + property + "\" contains a signed URL. Send the URL without the query parameters "
                + ReservedParameters.list() + ", or leave the field out.";
        return new WebApplicationException(message,
                Response.status(Response.Status.BAD_REQUEST).type(MediaType.TEXT_PLAIN_TYPE).entity(message).build());
    }
}
