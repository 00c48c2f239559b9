package io.quarkiverse.cloudfront.signer.runtime.rest.field;

import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.CurrentRequest;
import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.runtime.ExecutorRecorder;

/**
 * Moves a response with signed fields off the event loop before it is written.
 */
public class FieldHandler implements ServerRestHandler {

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        FieldSigner signer = CurrentFieldSigner.of(request);
        if (signer == null || BlockingOperationControl.isBlockingAllowed() || !signer.mayWrite(entity(request.getResult()))) {
            return;
        }
        request.suspend();
        if (signer.hasOnePolicy()) {
            UniRunner.run(signer.signLater(), ignored -> request.resume(), failure -> request.resume(failure, true));
        } else {
            request.resume(ExecutorRecorder.getCurrent());
        }
    }

    private static Object entity(Object result) {
        Object entity = result instanceof Response response ? response.getEntity()
                : result instanceof RestResponse<?> response ? response.getEntity() : result;
        return CurrentRequest.value(entity);
    }
}
