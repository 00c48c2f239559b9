package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.io.IOException;
import java.io.OutputStream;

import jakarta.ws.rs.core.StreamingOutput;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * An entity that is rewritten while it is written.
 */
record RewritingOutput(ResteasyReactiveRequestContext request, PendingPlaylist pending, StreamingOutput rewriting)
        implements
            StreamingOutput {

    /**
     * Once the response has begun, the viewer can only learn of a failure from a connection that breaks off: a playlist that
     * ends early looks like one that is complete.
     */
    @Override
    public void write(OutputStream output) throws IOException {
        try {
            rewriting.write(output);
        } catch (CloudFrontSignerException e) {
            breakOff();
            throw pending.named(e);
        } catch (IOException | RuntimeException e) {
            breakOff();
            throw e;
        }
    }

    private void breakOff() {
        if (request.serverResponse().headWritten()) {
            request.serverResponse().reset();
        }
    }
}
