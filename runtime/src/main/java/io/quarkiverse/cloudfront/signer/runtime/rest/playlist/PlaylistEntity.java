package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.ws.rs.core.StreamingOutput;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.viewer.BrokenResponse;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/**
 * Rewrites a response's entity. An entity in memory is rewritten immediately, so that a failure can still become an error
 * response. A stream is rewritten while it is written.
 */
record PlaylistEntity(ResteasyReactiveRequestContext request, PendingPlaylist pending) {

    private static final Logger LOG = Logger.getLogger(PlaylistEntity.class);

    Object rewrite(Object entity) throws IOException {
        Playlist playlist = pending.playlist();
        if (entity instanceof String text) {
            return playlist.rewrite(text);
        } else if (entity instanceof byte[] bytes) {
            return playlist.rewrite(bytes);
        } else if (entity instanceof Buffer buffer) {
            return Buffer.buffer(playlist.rewrite(buffer.getBytes()));
        } else if (entity instanceof InputStream stream) {
            return stream(stream);
        } else if (entity instanceof Path path) {
            return stream(Files.newInputStream(path));
        } else if (entity instanceof File file) {
            return stream(Files.newInputStream(file.toPath()));
        } else if (entity instanceof StreamingOutput output) {
            return output(rewritten -> playlist.rewrite(output::write, rewritten));
        }
        throw new CloudFrontSignerException(Reason.UNSUPPORTED,
                "a playlist of type " + entity.getClass().getName() + " cannot be rewritten. Return a String, byte[], "
                        + "Buffer, InputStream, Path, File or StreamingOutput");
    }

    private StreamingOutput stream(InputStream source) {
        // even if the content is not requested, as with HEAD
        request.registerCompletionCallback(failure -> close(source));
        return output(rewritten -> pending.playlist().rewrite(source, rewritten));
    }

    /**
     * Aborts the response after any failure, because a truncated playlist would look complete.
     */
    private StreamingOutput output(StreamingOutput rewriting) {
        return output -> {
            try {
                rewriting.write(output);
            } catch (CloudFrontSignerException e) {
                breakOff();
                throw pending.named(e);
            } catch (IOException | RuntimeException | Error e) {
                breakOff();
                throw e;
            }
        };
    }

    private void breakOff() {
        if (request.serverResponse().headWritten()) {
            BrokenResponse.breakOff(request.unwrap(RoutingContext.class));
        }
    }

    private static void close(InputStream source) {
        try {
            source.close();
        } catch (IOException e) {
            LOG.debug("The source of a playlist could not be closed", e);
        }
    }
}
