package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.ws.rs.core.StreamingOutput;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.ClosingCallback;
import io.vertx.core.buffer.Buffer;

/**
 * Makes of a response's entity one that is rewritten: what is in memory at once, so that a failure is still a clean one; what
 * is a stream as it flows.
 */
record PlaylistEntity(ResteasyReactiveRequestContext request, PendingPlaylist pending) {

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
            return new PlaylistOutput(request, pending, rewritten -> {
                try (var stream = playlist.rewriteInto(rewritten)) {
                    output.write(stream);
                    stream.finish();
                }
            });
        }
        throw new CloudFrontSignerException(Reason.UNSUPPORTED,
                "a playlist of type " + entity.getClass().getName() + " cannot be rewritten; "
                        + "return a String, byte[], Buffer, InputStream, Path, File or StreamingOutput");
    }

    private StreamingOutput stream(InputStream source) {
        // also where nobody asks for the content, as with HEAD
        request.registerCompletionCallback(new ClosingCallback(source));
        return new PlaylistOutput(request, pending, rewritten -> pending.playlist().rewrite(source, rewritten));
    }
}
