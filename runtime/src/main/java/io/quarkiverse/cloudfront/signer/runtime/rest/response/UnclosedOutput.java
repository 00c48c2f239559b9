package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import jakarta.ws.rs.core.StreamingOutput;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.cloudfront.signer.runtime.viewer.BrokenResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * A body that the application writes itself, possibly with signed fields. If it fails after the response has begun, the
 * connection is closed, so that the viewer does not mistake a part for the whole.
 */
public record UnclosedOutput(ResteasyReactiveRequestContext request, StreamingOutput output) implements StreamingOutput {

    private static final Logger LOG = Logger.getLogger(UnclosedOutput.class);

    @Override
    public void write(OutputStream response) throws IOException {
        try {
            output.write(new Unclosed(response));
        } catch (IOException | RuntimeException | Error e) {
            if (!request.serverResponse().headWritten() || request.getWriterInterceptors() != null) {
                throw e;
            }
            LOG.error("A response failed after it had begun, and its connection was closed", e);
            BrokenResponse.breakOff(request.unwrap(RoutingContext.class));
            return;
        }
        response.close();
    }

    /**
     * JSON libraries also close a stream if they fail, which would complete the response.
     */
    private static final class Unclosed extends FilterOutputStream {

        private Unclosed(OutputStream response) {
            super(response);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {
            // the response is closed when all is written
        }
    }
}
