package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import java.io.IOException;
import java.io.InputStream;

import jakarta.ws.rs.container.CompletionCallback;

import org.jboss.logging.Logger;

/**
 * Closes what a response was read from.
 */
public record ClosingCallback(InputStream source) implements CompletionCallback {

    private static final Logger LOG = Logger.getLogger(ClosingCallback.class);

    @Override
    public void onComplete(Throwable failure) {
        try {
            source.close();
        } catch (IOException e) {
            LOG.debug("a playlist's source could not be closed", e);
        }
    }
}
