package io.quarkiverse.cloudfront.signer.runtime.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.cloudfront.signer.runtime.rest.response.CurrentRequest;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.ThrownResponse;

/**
 * Refuses a response below 400 that was not made from a signing method's return value, if its content is unsigned. Responses
 * from 400 on contain messages instead of private content.
 */
public final class ThrownResponseHandler implements ServerRestHandler {

    private static final Logger LOG = Logger.getLogger(ThrownResponseHandler.class);

    private final String description;
    private final boolean signsLocation;

    /**
     * @param signsLocation whether the method signs more than fields
     */
    public ThrownResponseHandler(String description, boolean signsLocation) {
        this.description = description;
        this.signsLocation = signsLocation;
    }

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        // security asks the caller to log in, with a redirect or the response of an application's mapper
        boolean refusesCaller = request.getThrowable() instanceof SecurityException;
        Object result = request.getResult();
        if (result == null || refusesCaller || ThrownResponse.isSigned(request, result)
                || result instanceof Response response && !hasContent(response)) {
            return;
        }
        LOG.errorf(request.getThrowable(), "%s has @SignedResource, or returns signed fields, but its response was not made "
                + "from its return value, so nothing in it would be signed. Return the response, or throw it in a "
                + "WebApplicationException. Have exception mappers respond with a status of 400 or above", description);
        request.setResult(Response.serverError().build());
    }

    private boolean hasContent(Response response) {
        return response.getStatus() < CurrentRequest.FIRST_ERROR
                && (response.hasEntity() || signsLocation && response.getHeaders().containsKey(HttpHeaders.LOCATION));
    }
}
