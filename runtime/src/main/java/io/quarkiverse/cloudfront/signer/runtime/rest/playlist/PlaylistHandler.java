package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import java.io.IOException;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.ResponseMediaType;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.runtime.ExecutorRecorder;

/**
 * Rewrites the playlist in the response that Quarkus has made from the method's return value.
 */
public class PlaylistHandler implements ServerRestHandler {

    @Override
    public void handle(ResteasyReactiveRequestContext request) throws IOException {
        PendingPlaylist pending = PendingPlaylist.get(request);
        if (pending == null) {
            return;
        } else if (!BlockingOperationControl.isBlockingAllowed()) {
            // rewriting may take long, or must read a file first, so this handler runs again on a worker thread
            request.setPosition(request.getPosition() - 1);
            request.suspend();
            request.resume(ExecutorRecorder.getCurrent());
            return;
        }
        try {
            rewrite(request, pending);
        } catch (CloudFrontSignerException e) {
            throw pending.named(e);
        }
    }

    private static void rewrite(ResteasyReactiveRequestContext request, PendingPlaylist pending) throws IOException {
        Response response = request.getResponse().get();
        MediaType mediaType = request.getResponseMediaType() != null ? request.getResponseMediaType()
                : ResponseMediaType.produced(request);
        if (ResponseMediaType.type(mediaType) != pending.type()) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED,
                    "the response was a playlist, %s, when the method returned, but has become %s"
                            .formatted(pending.type(), mediaType));
        }
        Object rewritten = new PlaylistEntity(request, pending).rewrite(response.getEntity());
        // the writer that was chosen for the method's return type may not support the rewritten entity
        request.resetBuildTimeSerialization();
        request.setResult(Response.fromResponse(response).entity(rewritten).type(mediaType)
                .header(HttpHeaders.CONTENT_LENGTH, null).build());
    }
}
