package io.quarkiverse.cloudfront.signer.runtime.rest.field;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.common.util.ServerMediaType;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.JsonMediaType;

/**
 * Ensures that objects with signed fields are written as JSON. As text, their fields would be unsigned.
 */
public class FieldMediaTypeHandler implements ServerRestHandler {

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        FieldSigner signer = CurrentFieldSigner.of(request);
        if (signer == null) {
            return;
        }
        Object entity = request.getResponseEntity();
        if (entity == null || !signer.test(entity)) {
            return;
        }
        MediaType type = request.getResponseMediaType();
        if (type == null) {
            // otherwise, the request would determine the type
            MediaType json = json(request.getTarget().getProduces(), signer);
            request.setResponseContentType(json);
            request.getResponse().get().getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, json);
        } else if (!JsonMediaType.is(type)) {
            throw signer.notJson();
        }
    }

    private static MediaType json(ServerMediaType produces, FieldSigner signer) {
        if (produces == null) {
            return MediaType.APPLICATION_JSON_TYPE;
        }
        for (MediaType type : produces.getSortedOriginalMediaTypes()) {
            if (JsonMediaType.is(type)) {
                return type;
            } else if (type.isWildcardSubtype()) {
                return MediaType.APPLICATION_JSON_TYPE;
            }
        }
        throw signer.notJson();
    }
}
