package io.quarkiverse.cloudfront.signer.runtime.rest.field;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.common.util.ServerMediaType;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.CurrentRequest;
import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.runtime.ExecutorRecorder;

/**
 * Ensures that objects with signed fields are written as JSON, because their fields would be unsigned in text. Moves the
 * response off the event loop before it is written.
 */
public class FieldHandler implements ServerRestHandler {

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        FieldSigner signer = CurrentFieldSigner.of(request);
        Object entity = signer == null ? null : CurrentRequest.value(request.getResponseEntity());
        if (signer == null || entity == null) {
            return;
        } else if (signer.test(entity)) {
            ensureJson(request, signer);
        }
        if (BlockingOperationControl.isBlockingAllowed() || !signer.mayWrite(entity)) {
            return;
        }
        request.suspend();
        if (signer.hasOnePolicy()) {
            UniRunner.run(signer.signLater(), ignored -> request.resume(), failure -> request.resume(failure, true));
        } else {
            request.resume(ExecutorRecorder.getCurrent());
        }
    }

    private static void ensureJson(ResteasyReactiveRequestContext request, FieldSigner signer) {
        MediaType type = request.getResponseMediaType();
        if (type == null) {
            // otherwise, the request would determine the type
            MediaType json = json(request.getTarget().getProduces(), signer);
            request.setResponseContentType(json);
            request.getResponse().get().getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, json);
        } else if (!CurrentRequest.isJson(type)) {
            throw signer.notJson();
        }
    }

    private static MediaType json(ServerMediaType produces, FieldSigner signer) {
        if (produces == null) {
            return MediaType.APPLICATION_JSON_TYPE;
        }
        for (MediaType type : produces.getSortedOriginalMediaTypes()) {
            if (CurrentRequest.isJson(type)) {
                return type;
            } else if (type.isWildcardSubtype()) {
                return MediaType.APPLICATION_JSON_TYPE;
            }
        }
        throw signer.notJson();
    }
}
