package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.runtime.ExecutorRecorder;

/**
 * Moves the rewriting of a playlist off the event loop, because it may be long, or must be read from a file first.
 */
public class PlaylistWorkerHandler implements ServerRestHandler {

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        if (PendingPlaylist.get(request) != null && !BlockingOperationControl.isBlockingAllowed()) {
            request.suspend();
            request.resume(ExecutorRecorder.getCurrent());
        }
    }
}
