package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import java.io.IOException;
import java.io.InputStream;

import jakarta.ws.rs.container.CompletionCallback;

import org.jboss.logging.Logger;

/**
 * Closes the stream from which a response was read.
 */
public record ClosingCallback(InputStream source) implements CompletionCallback {

    private static final Logger LOG = Logger.getLogger(ClosingCallback.class);

    @Override
    public void onComplete(Throwable failure) {
        try {
            source.close();
        } catch (IOException e) {
            LOG.debug("The source of a playlist could not be closed", e);
        }
    }
}
