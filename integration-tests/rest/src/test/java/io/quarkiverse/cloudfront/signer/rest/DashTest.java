package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.xml.XmlPath;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * DASH manifests from every supported return type, whose segments the edge serves. The annotation and {@code @Produces} are on
 * an interface.
 */
@QuarkusTest
class DashTest {

    @TempDir
    static java.nio.file.Path directory;

    @ParameterizedTest
    @ValueSource(strings = { "string", "bytes", "buffer", "stream", "path", "file", "output", "uniPath", "response" })
    void manifestFromEachSource_isRewritten(String method) {
        io.restassured.response.Response response = given().get("/dash/sub folder/" + method);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/dash+xml");
        assertThat(response.header("Cache-Control")).isEqualTo("private, max-age=0");
        XmlPath manifest = XmlPath.from(response.asString());
        assertThat(manifest.getString("MPD.ProgramInformation")).isEqualTo("Grüße");
        String base = manifest.getString("MPD.BaseURL");
        assertThat(base).isEqualTo(TestOrigin.edge() + "/sub%20folder/");
        String media = manifest.getString("MPD.Period.AdaptationSet.Representation.SegmentTemplate.@media");
        assertThat(media).startsWith("$RepresentationID$.txt?Policy=");
        assertThat(SignedUrls.status(base + media.replace("$RepresentationID$", "b"))).isEqualTo(200);
        assertThat(SignedUrls.status(base + "b.txt")).isEqualTo(403);
    }

    @Path("/dash/{id}")
    @Produces("application/dash+xml")
    public interface Api {

        @GET
        @Path("string")
        @SignedResource(resource = "/{id}/*")
        String string();

        @GET
        @Path("bytes")
        @SignedResource(resource = "/{id}/*")
        byte[] bytes();

        @GET
        @Path("buffer")
        @SignedResource(resource = "/{id}/*")
        Buffer buffer();

        @GET
        @Path("stream")
        @SignedResource(resource = "/{id}/*")
        InputStream stream();

        @GET
        @Path("path")
        @SignedResource(resource = "/{id}/*")
        java.nio.file.Path path();

        @GET
        @Path("file")
        @SignedResource(resource = "/{id}/*")
        File file();

        @GET
        @Path("output")
        @SignedResource(resource = "/{id}/*")
        StreamingOutput output();

        @GET
        @Path("uniPath")
        @SignedResource(resource = "/{id}/*")
        Uni<java.nio.file.Path> uniPath();

        @GET
        @Path("response")
        @SignedResource(resource = "/{id}/*")
        Response response();
    }

    @PermitAll
    public static class Resource implements Api {

        private static final String MANIFEST = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><ProgramInformation>Grüße</ProgramInformation>"
                + "<Period><AdaptationSet><Representation id=\"b\" bandwidth=\"1\">"
                + "<SegmentTemplate media=\"$RepresentationID$.txt\"/></Representation></AdaptationSet></Period></MPD>";

        private static byte[] octets() {
            return MANIFEST.getBytes(StandardCharsets.UTF_8);
        }

        private static java.nio.file.Path written() {
            try {
                return Files.write(directory.resolve("a.mpd"), octets());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String string() {
            return MANIFEST;
        }

        @Override
        public byte[] bytes() {
            return octets();
        }

        @Override
        public Buffer buffer() {
            return Buffer.buffer(MANIFEST);
        }

        @Override
        public InputStream stream() {
            return new ByteArrayInputStream(octets());
        }

        @Override
        public java.nio.file.Path path() {
            return written();
        }

        @Override
        public File file() {
            return written().toFile();
        }

        @Override
        public StreamingOutput output() {
            return output -> output.write(octets());
        }

        @Override
        public Uni<java.nio.file.Path> uniPath() {
            return Uni.createFrom().item(written());
        }

        @Override
        public Response response() {
            return Response.ok(written()).build();
        }
    }
}
