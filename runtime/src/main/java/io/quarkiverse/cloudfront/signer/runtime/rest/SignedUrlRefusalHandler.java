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
 * Refuses a request that has a signed URL in a signed field, before the method is called: a client sends back what it has read.
 * Were it stored, it could not be signed again, and each response with it would fail.
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
     * The value stays out of it: responses get into logs, and a signed URL must not.
     */
    private static WebApplicationException refusal(String property) {
        String message = "The field \"" + property + "\" contains a signed URL. Send the URL without the query parameters "
                + ReservedParameters.list() + ", or leave the field out.";
        return new WebApplicationException(message,
                Response.status(Response.Status.BAD_REQUEST).type(MediaType.TEXT_PLAIN_TYPE).entity(message).build());
    }
}
