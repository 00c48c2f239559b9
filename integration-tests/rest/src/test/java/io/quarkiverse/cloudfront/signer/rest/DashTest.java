package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.xml.XmlPath;

/**
 * DASH manifests from a text and a file, whose segments the edge serves. The annotation and {@code @Produces} are on
 * an interface.
 */
@QuarkusTest
class DashTest {

    @TempDir
    static java.nio.file.Path directory;

    @ParameterizedTest
    @ValueSource(strings = { "string", "response" })
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
        public Response response() {
            return Response.ok(written()).build();
        }
    }
}
