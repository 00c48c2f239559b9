package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

import jakarta.ws.rs.core.StreamingOutput;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkus.runtime.BlockingOperationControl;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * What the application writes itself, with signed fields maybe. If it fails after the response has begun, the connection breaks
 * off, so that the viewer does not take the first part for the whole.
 */
record UnclosedOutput(ResteasyReactiveRequestContext request, StreamingOutput output) implements StreamingOutput {

    private static final int LONGEST_FLUSH_SECONDS = 30;
    private static final Logger LOG = Logger.getLogger(UnclosedOutput.class);

    @Override
    public void write(OutputStream response) throws IOException {
        try {
            output.write(new Unclosed(response));
        } catch (IOException | RuntimeException e) {
            if (!request.serverResponse().headWritten() || request.getWriterInterceptors() != null) {
                throw e;
            }
            LOG.error("A response failed after it had begun, and its connection was closed", e);
            breakOff();
            return;
        }
        response.close();
    }

    /**
     * Quarkus REST ends every response, and would end this one while HTTP/1.1 still flushes what has been written before.
     */
    private void breakOff() {
        request.serverResponse().reset();
        HttpServerRequest broken = request.unwrap(RoutingContext.class).request();
        if (broken.version() != HttpVersion.HTTP_2 && BlockingOperationControl.isBlockingAllowed()) {
            broken.connection().close().toCompletionStage().toCompletableFuture()
                    .completeOnTimeout(null, LONGEST_FLUSH_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    /**
     * JSON libraries close a stream also when they fail, and that would end the response.
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
