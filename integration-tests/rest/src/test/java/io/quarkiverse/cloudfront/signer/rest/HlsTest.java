package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.Authenticated;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/**
 * HLS playlists from every supported return type, whose segments the edge serves.
 */
@QuarkusTest
class HlsTest {

    @TempDir
    static java.nio.file.Path directory;

    private static final String HLS = "application/vnd.apple.mpegurl";

    @ParameterizedTest
    @ValueSource(strings = { "string", "stream", "output", "nonBlockingStream", "uniStream", "responsePath", "genericResponse",
            "uniRestResponseFile", "typedAtRunTime" })
    void playlistFromEachSource_isRewritten(String method) {
        io.restassured.response.Response response = given().get("/hls/7/" + method);

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.contentType()).startsWith(HLS);
        assertThat(response.header("Cache-Control")).isEqualTo("private, max-age=0");
        String playlist = response.asString();
        assertThat(playlist.replaceAll(TestOrigin.edge() + "/sub%20folder/", "").replaceAll("[?&]Policy=[^\"\r\n]*", ""))
                .isEqualTo(Playlists.MEDIA);
        assertThat(Playlists.uris(playlist)).hasSize(3).allSatisfy(uri -> {
            assertThat(SignedUrls.status(uri)).isEqualTo(200);
            assertThat(SignedUrls.status(uri.replaceAll("[?&]Policy=.*", ""))).isEqualTo(403);
        });
    }

    @Test
    void playlistOfAMethodWithCookies_staysAsItIs() {
        io.restassured.response.Response response = given().auth().preemptive().basic("alice", "alice")
                .get("/hls/7/cookies");

        assertThat(response.asString()).isEqualTo(Playlists.MEDIA);
        assertThat(response.headers().getValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("CloudFront-Policy="));
    }

    @Test
    void ownCacheControl_takesPrecedence() {
        given().get("/hls/7/cached").then().statusCode(200).header("Cache-Control", "private, max-age=60");
    }

    @Test
    void nullPlaylist_staysNull() {
        assertThat(given().get("/hls/7/null").statusCode()).isEqualTo(204);
    }

    /** A redirect to a playlist at the edge is signed like any other. */
    @Test
    void redirect_isSigned() {
        String location = given().redirects().follow(false).get("/hls/7/redirect").then().statusCode(303).extract()
                .header("Location");
        assertThat(SignedUrls.status(location)).isEqualTo(200);
    }

    @Test
    void headRequest_closesTheSource() {
        given().head("/hls/7/stream").then().statusCode(200);
        assertThat(WatchedStream.closed()).isTrue();
    }

    /**
     * A playlist and its URIs.
     */
    public static final class Playlists {

        static final String MEDIA = "#EXTM3U\r\n#EXT-X-MAP:URI=\"b.txt\",BYTERANGE=\"1@0\"\n#EXTINF:4,Grüße\nb.txt\n\n#EXTINF:4,\nb.txt?x=1";

        static java.util.List<String> uris(String playlist) {
            return playlist.lines().filter(line -> line.contains("http"))
                    .map(line -> line.replaceAll("^#.*URI=\"", "").replaceAll("\".*", "")).toList();
        }

        static java.nio.file.Path file() {
            try {
                return Files.writeString(directory.resolve("a.m3u8"), MEDIA);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Must not be read on the event loop.
     */
    public static class WatchedStream extends ByteArrayInputStream {

        WatchedStream() {
            super(Playlists.MEDIA.getBytes(StandardCharsets.UTF_8));
        }

        static boolean closed() {
            return Boolean.getBoolean(WatchedStream.class.getName());
        }

        @Override
        public void close() {
            System.setProperty(WatchedStream.class.getName(), "true");
        }

        @Override
        public synchronized int read(byte[] octets, int from, int length) {
            if (!BlockingOperationControl.isBlockingAllowed()) {
                throw new IllegalStateException("read on the event loop");
            }
            return super.read(octets, from, length);
        }
    }

    @PermitAll
    @Path("/hls/{id}")
    @Produces(HLS)
    public static class Resource {

        private static final String RESOURCE = "/sub%20folder/*";

        @GET
        @Path("string")
        @SignedResource(resource = RESOURCE)
        public String string() {
            return Playlists.MEDIA;
        }

        @GET
        @Path("stream")
        @SignedResource(resource = RESOURCE)
        public InputStream stream() {
            return new WatchedStream();
        }

        @GET
        @Path("output")
        @SignedResource(resource = RESOURCE)
        public StreamingOutput output() {
            return output -> output.write(Playlists.MEDIA.getBytes(StandardCharsets.UTF_8));
        }

        @GET
        @NonBlocking
        @Path("nonBlockingStream")
        @SignedResource(resource = RESOURCE)
        public InputStream nonBlockingStream() {
            return new WatchedStream();
        }

        @GET
        @Path("uniStream")
        @SignedResource(resource = RESOURCE)
        public Uni<InputStream> uniStream() {
            return Uni.createFrom().item(new WatchedStream());
        }

        @GET
        @Path("responsePath")
        @SignedResource(resource = RESOURCE)
        public Response responsePath() {
            return Response.ok(Playlists.file()).header("Content-Length", Playlists.MEDIA.length()).build();
        }

        @GET
        @Path("genericResponse")
        @SignedResource(resource = RESOURCE)
        public Response genericResponse() {
            return Response.ok(new GenericEntity<String>(Playlists.MEDIA) {
            }).build();
        }

        @GET
        @Path("uniRestResponseFile")
        @SignedResource(resource = RESOURCE)
        public Uni<RestResponse<File>> uniRestResponseFile() {
            return Uni.createFrom().item(() -> RestResponse.ok(Playlists.file().toFile()));
        }

        @GET
        @Produces("text/plain")
        @Path("typedAtRunTime")
        @SignedResource(resource = RESOURCE)
        public Response typedAtRunTime() {
            return Response.ok(Playlists.file()).type(HLS).build();
        }

        @GET
        @Authenticated
        @Path("cookies")
        @SignedResource(delivery = Delivery.COOKIES, resource = RESOURCE)
        public String cookies() {
            return Playlists.MEDIA;
        }

        @GET
        @Path("cached")
        @SignedResource(resource = RESOURCE)
        public Response cached() {
            return Response.ok(Playlists.MEDIA).header("Cache-Control", "private, max-age=60").build();
        }

        @GET
        @Path("redirect")
        @SignedResource(resource = RESOURCE)
        public Response redirect() {
            return Response.seeOther(URI.create("/sub%20folder/b.txt")).build();
        }

        @GET
        @Path("null")
        @SignedResource(resource = RESOURCE)
        public java.nio.file.Path nothing() {
            return null;
        }
    }
}
