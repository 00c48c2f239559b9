package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import jakarta.ws.rs.core.StreamingOutput;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.rest.TestRequest;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.vertx.core.buffer.Buffer;

class PlaylistEntityTest {

    /** Marks the end of what it rewrites, and refuses an empty stream. */
    private static final class Marked implements Playlist {

        @Override
        public String rewrite(String playlist) {
            return playlist + "!";
        }

        @Override
        public byte[] rewrite(byte[] playlist) {
            return rewrite(new String(playlist)).getBytes();
        }

        @Override
        public void rewrite(InputStream playlist, OutputStream rewritten) throws IOException {
            if (playlist.transferTo(rewritten) == 0) {
                throw Failure.ofPlaylist("empty");
            }
            rewritten.write('!');
        }

        @Override
        public void rewrite(Content playlist, OutputStream rewritten) throws IOException {
            playlist.writeTo(rewritten);
            rewritten.write('!');
        }
    }

    @TempDir
    Path directory;

    @AutoClose
    private final TestRequest request = new TestRequest(new Exchange());

    private String rewritten(Object entity) throws IOException {
        Object rewritten = new PlaylistEntity(request, new PendingPlaylist(PlaylistType.HLS, new Marked(), "Album.any"))
                .rewrite(entity);
        if (rewritten instanceof StreamingOutput output) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            output.write(body);
            return body.toString();
        }
        return rewritten instanceof byte[] octets ? new String(octets) : rewritten.toString();
    }

    @Test
    void entityOfEachType_isRewritten() throws IOException {
        byte[] octets = { 'a' };
        Path file = Files.write(directory.resolve("a.m3u8"), octets);

        for (Object entity : List.of("a", octets, Buffer.buffer(octets), new ByteArrayInputStream(octets), file, file.toFile(),
                (StreamingOutput) output -> output.write(octets))) {
            assertThat(rewritten(entity)).as("%s", entity.getClass()).isEqualTo("a!");
        }
    }

    @Test
    void entityOfAnotherType_isRefused() {
        assertThatThrownBy(() -> rewritten(7)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("a playlist of type java.lang.Integer cannot be rewritten");
    }

    @Test
    void failureWhileItIsWritten_namesTheMethod() {
        assertThatThrownBy(() -> rewritten(InputStream.nullInputStream())).hasMessage("Album.any: empty");
        assertThatThrownBy(() -> rewritten((StreamingOutput) output -> {
            throw new IOException("broken");
        })).isInstanceOf(IOException.class).hasMessage("broken");
    }
}
