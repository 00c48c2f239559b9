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
import io.vertx.core.buffer.Buffer;

/**
 * Rewrites a response's entity. An entity in memory is rewritten immediately, so that a failure can still become an error
 * response; a stream while it is written.
 */
record PlaylistEntity(ResteasyReactiveRequestContext request, PendingPlaylist pending) {

    private static final Logger LOG = Logger.getLogger(PlaylistEntity.class);

    Object rewrite(Object entity) throws IOException {
        PlaylistEntityType type = PlaylistEntityType.of(entity);
        if (type == null) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED,
                    "a playlist of type " + entity.getClass().getName() + " cannot be rewritten. Return a String, byte[], "
                            + "Buffer, InputStream, Path, File or StreamingOutput");
        }
        Playlist playlist = pending.playlist();
        return switch (type) {
            case TEXT -> playlist.rewrite((String) entity);
            case BYTES -> playlist.rewrite((byte[]) entity);
            case BUFFER -> Buffer.buffer(playlist.rewrite(((Buffer) entity).getBytes()));
            case STREAM -> stream((InputStream) entity);
            case PATH -> stream(Files.newInputStream((Path) entity));
            case FILE -> stream(Files.newInputStream(((File) entity).toPath()));
            case OUTPUT -> output(playlist, (StreamingOutput) entity);
        };
    }

    private StreamingOutput output(Playlist playlist, StreamingOutput output) {
        return new PlaylistOutput(request, pending, rewritten -> playlist.rewrite(output::write, rewritten));
    }

    private StreamingOutput stream(InputStream source) {
        // also if the content is not requested, as with HEAD
        request.registerCompletionCallback(failure -> close(source));
        return new PlaylistOutput(request, pending, rewritten -> pending.playlist().rewrite(source, rewritten));
    }

    private static void close(InputStream source) {
        try {
            source.close();
        } catch (IOException e) {
            LOG.debug("The source of a playlist could not be closed", e);
        }
    }
}
