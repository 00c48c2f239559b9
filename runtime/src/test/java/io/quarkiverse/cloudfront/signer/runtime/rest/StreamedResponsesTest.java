package io.quarkiverse.cloudfront.signer.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;
import io.quarkiverse.cloudfront.signer.runtime.rest.playlist.CurrentPlaylistResponse;
import io.quarkiverse.cloudfront.signer.runtime.rest.playlist.PlaylistHandler;
import io.quarkiverse.cloudfront.signer.runtime.signature.Recipient;
import io.quarkiverse.cloudfront.signer.runtime.signature.RecipientSigner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.vertx.core.buffer.Buffer;

class StreamedResponsesTest {

    private static final String HLS = "#EXTM3U\n#EXTINF:4,\n/videos/7/1.ts\n";
    private static final String FOREIGN = HLS + "#EXTINF:4,\nhttps://other.example.com/1.ts\n";
    private static final String TYPE = "application/vnd.apple.mpegurl";

    record Picture(String url) {
    }

    private final Exchange exchange = new Exchange();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private TestRequest request = new TestRequest(exchange);

    @TempDir
    private Path directory;

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    @AfterEach
    void end() {
        request.close();
    }

    private Object rewritten(Object entity, String type) throws IOException {
        RecipientSigner signer = TestSigners.signer(InstantSource.system()).to(Recipient.ANYONE);
        GrantedUris uris = new GrantedUris(signer.sign(signer.policy("/videos/7/*").build(), Delivery.URL).now(),
                ForeignUris.FAIL,
                "playlists.foreign-uris");
        new CurrentPlaylistResponse(request, PlaylistMode.DECLARED).rewrite(PlaylistType.HLS,
                Playlist.of(PlaylistType.HLS, uris), "Video.playlist");
        request.setResult(Response.ok(entity, type).header("Content-Length", 7).build());
        new PlaylistHandler().handle(request);
        Response response = (Response) request.getResult();
        assertThat(response.getHeaders()).doesNotContainKey("Content-Length");
        return response.getEntity();
    }

    private String text(Object rewritten) throws IOException {
        if (rewritten instanceof StreamingOutput output) {
            output.write(sent);
            return sent.toString(StandardCharsets.UTF_8);
        }
        return rewritten instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : rewritten.toString();
    }

    @Test
    void playlist_isRewrittenInEachForm() throws IOException {
        byte[] bytes = HLS.getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(directory.resolve("a.m3u8"), bytes);
        StreamingOutput output = target -> target.write(bytes);

        for (Object entity : List.of(HLS, bytes, Buffer.buffer(HLS), new ByteArrayInputStream(bytes), file, file.toFile(),
                output)) {
            sent.reset();
            assertThat(text(rewritten(entity, TYPE))).as("%s", entity.getClass())
                    .contains("https://media.example.com/videos/7/1.ts?Policy=").contains("Signature=");
        }
    }

    @Test
    void playlistOfAnotherForm_isRejected() {
        assertThatThrownBy(() -> rewritten(new StringBuilder(HLS), TYPE)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("Video.playlist: a playlist of type java.lang.StringBuilder cannot be rewritten. Return a "
                        + "String, byte[], Buffer, InputStream, Path, File or StreamingOutput");
    }

    @Test
    void playlistReplacedByOtherContent_isRejected() {
        assertThatThrownBy(() -> rewritten(HLS, "text/plain")).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("the response was a playlist, HLS, when the method returned, but has become text/plain");
    }

    @Test
    void responseWithoutPlaylist_staysAsItIs() throws IOException {
        Response response = Response.ok(HLS, TYPE).build();
        request.setResult(response);
        new PlaylistHandler().handle(request);

        assertThat(request.getResult()).isSameAs(response);
    }

    @Test
    void streamedPlaylistThatFails_isBrokenOffOnceItHasBegun() throws IOException {
        StreamingOutput early = (StreamingOutput) rewritten(new ByteArrayInputStream(FOREIGN.getBytes()), TYPE);
        assertThatThrownBy(() -> early.write(sent)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageStartingWith("Video.playlist: ");
        assertThat(exchange.isBrokenOff()).isFalse();

        StreamingOutput late = (StreamingOutput) rewritten((StreamingOutput) target -> {
            exchange.respond(200);
            throw new IOException("broken");
        }, TYPE);
        assertThatThrownBy(() -> late.write(sent)).isInstanceOf(IOException.class).hasMessage("broken");
        assertThat(exchange.isBrokenOff()).isTrue();
    }

    @Test
    void streamedPlaylistThatFailsWithAnError_isBrokenOff() throws IOException {
        StreamingOutput late = (StreamingOutput) rewritten((StreamingOutput) target -> {
            exchange.respond(200);
            target.close();
            throw new StackOverflowError("deep");
        }, TYPE);

        assertThatThrownBy(() -> late.write(sent)).hasMessage("deep");

        assertThat(exchange.isBrokenOff()).isTrue();
    }

    /**
     * Otherwise, Quarkus REST would end the response before the rest has been flushed.
     */
    @Test
    void http1Connection_isClosedBeforeAFailureGoesOn() throws IOException {
        exchange.http1();
        StreamingOutput late = (StreamingOutput) rewritten((StreamingOutput) target -> {
            exchange.respond(200);
            throw new IOException("broken");
        }, TYPE);

        assertThatThrownBy(() -> late.write(sent)).hasMessage("broken");

        assertThat(exchange.isClosed()).isTrue();
    }

    @Test
    void sourceOfAPlaylist_isClosed() throws IOException {
        boolean[] closed = { false };
        InputStream source = new ByteArrayInputStream(new byte[0]) {

            @Override
            public void close() throws IOException {
                closed[0] = true;
                throw new IOException("again");
            }
        };

        rewritten(source, TYPE);
        request.completions.forEach(completion -> completion.onComplete(null));

        assertThat(closed[0]).isTrue();
    }
}
