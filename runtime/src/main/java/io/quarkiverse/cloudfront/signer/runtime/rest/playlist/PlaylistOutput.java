package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import java.io.IOException;
import java.io.OutputStream;

import jakarta.ws.rs.core.StreamingOutput;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.viewer.BrokenResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * An entity that is rewritten on the fly.
 */
record PlaylistOutput(ResteasyReactiveRequestContext request, PendingPlaylist pending, StreamingOutput rewriting)
        implements
            StreamingOutput {

    /**
     * Aborts the response after any failure, because a truncated playlist would look complete.
     */
    @Override
    public void write(OutputStream output) throws IOException {
        try {
            rewriting.write(output);
        } catch (CloudFrontSignerException e) {
            breakOff();
            throw pending.named(e);
        } catch (IOException | RuntimeException | Error e) {
            breakOff();
            throw e;
        }
    }

    private void breakOff() {
        if (request.serverResponse().headWritten()) {
            BrokenResponse.breakOff(request.unwrap(RoutingContext.class));
        }
    }
}
