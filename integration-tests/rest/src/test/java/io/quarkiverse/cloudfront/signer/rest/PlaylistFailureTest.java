package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.junit.QuarkusTest;

/**
 * If a URI of a playlist cannot be signed, the request fails. If a part has already been sent, the viewer can see that it is
 * incomplete.
 */
@QuarkusTest
class PlaylistFailureTest {

    @TempDir
    static java.nio.file.Path directory;

    private static final String HLS = "application/vnd.apple.mpegurl";

    @ParameterizedTest
    @ValueSource(strings = { "string", "output", "swallowed" })
    void unsignableUri_failsTheRequest(String method) {
        try (CapturedLog log = CapturedLog.begin()) {
            assertClean500(given().queryParam("uri", "/a*.ts?token=s3cret").get("/failing/" + method));
            assertThat(log.messages(Level.SEVERE)).singleElement().asString()
                    .startsWith(Resource.class.getName() + "#" + method + ": line 3 of the HLS playlist: Cannot sign \"")
                    .contains("/a*.ts?...\": it has a *").doesNotContain("s3cret");
        }
    }

    @Test
    void reason_isLogged() {
        try (CapturedLog log = CapturedLog.begin()) {
            assertClean500(given().queryParam("uri", "https://cdn.example/a.ts").get("/failing/string"));

            assertThat(log.messages(Level.SEVERE)).singleElement().asString().contains("the grant for " + TestOrigin.edge()
                    + "/* does not cover it; widen the resource, or leave such URIs in playlists unchanged with "
                    + "quarkus.cloudfront-signer.playlists.foreign-uris=keep");
        }
    }

    private static void assertClean500(io.restassured.response.Response response) {
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.asString()).isEmpty();
        assertThat(response.header("Cache-Control")).isIn(null, "private, no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = { "longStream", "longSwallowed" })
    void failureAfterTheHead_breaksTheConnectionOff(String method) {
        HttpRequest request = HttpRequest.newBuilder(Requests.uri("/failing/" + method)).build();

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({ "noResource, 'the response is a playlist, whose URIs share one grant. Set a resource such as'",
            "calling, 'the current request is for another method'" })
    void otherProblem_failsTheRequest(String method, String reason) {
        try (CapturedLog log = CapturedLog.begin()) {
            assertClean500(given().redirects().follow(false).get("/failing/" + method));
            assertThat(log.messages(Level.SEVERE)).anyMatch(message -> message.contains(reason));
        }
    }

    @Test
    void errorResponse_isNotRewritten() {
        assertThat(given().get("/failing/error").then().statusCode(404).extract().asString()).isEqualTo("no such video");
    }

    @Test
    void missingFile_failsTheRequest() {
        given().get("/failing/missing").then().statusCode(500);
    }

    @Test
    void mediaTypeOfTheResponse_decidesWhetherItIsAPlaylist() {
        String text = given().accept("text/plain").get("/failing/mixed").then().statusCode(500).extract().asString();
        assertThat(text).isEmpty();
        String url = given().accept("text/plain").queryParam("url", true).get("/failing/mixed").then().statusCode(200).extract()
                .asString();
        assertThat(SignedUrls.status(url)).isEqualTo(200);
        assertThat(given().accept(HLS).get("/failing/mixed").then().statusCode(200).extract().asString())
                .startsWith("#EXTM3U\n" + TestOrigin.edge() + "/a.txt?Policy=");
        given().accept(HLS).queryParam("url", true).get("/failing/mixed").then().statusCode(500);
    }

    @PermitAll
    @Path("/failing")
    @Produces(HLS)
    public static class Resource {

        private static final String LONG = "#EXTM3U\n" + "#EXTINF:4,\na.txt\n".repeat(5000);

        private static String playlist(String uri) {
            return "#EXTM3U\n#EXTINF:4,\n" + uri + "\n";
        }

        @GET
        @Path("string")
        @SignedResource(resource = "/*")
        public String string(@QueryParam("uri") String uri) {
            return playlist(uri);
        }

        @GET
        @Path("output")
        @SignedResource(resource = "/*")
        public StreamingOutput output(@QueryParam("uri") String uri) {
            return output -> output.write(playlist(uri).getBytes(StandardCharsets.UTF_8));
        }

        /** A PrintWriter does not throw exceptions. */
        @GET
        @Path("swallowed")
        @SignedResource(resource = "/*")
        public StreamingOutput swallowed(@QueryParam("uri") String uri) {
            return output -> {
                try {
                    output.write(playlist(uri).getBytes(StandardCharsets.UTF_8));
                } catch (RuntimeException e) {
                    output.write("#EXT-X-ENDLIST".getBytes(StandardCharsets.UTF_8));
                }
            };
        }

        @GET
        @Path("longStream")
        @SignedResource(resource = "/*")
        public InputStream longStream() {
            return new SequenceInputStream(read(LONG), read("a*.ts\n#EXT-X-ENDLIST\n"));
        }

        private static InputStream read(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @GET
        @Path("longSwallowed")
        @SignedResource(resource = "/*")
        public StreamingOutput longSwallowed() {
            return output -> {
                try (PrintWriter writer = new PrintWriter(output, false, StandardCharsets.UTF_8)) {
                    writer.print(LONG + "https://cdn.example/a.ts\n#EXT-X-ENDLIST\n");
                } catch (RuntimeException e) {
                    // ignores the failure
                }
            };
        }

        @GET
        @Path("noResource")
        @Produces("text/plain")
        @SignedResource
        public Response noResource() {
            return Response.ok(playlist("a.txt"), HLS).build();
        }

        /** Calls within the object are also intercepted. */
        @GET
        @Path("calling")
        @Produces("text/plain")
        public String calling() {
            return string("a.txt");
        }

        @GET
        @Path("error")
        @SignedResource(resource = "/*")
        public Response error() {
            return Response.status(404).entity("no such video").build();
        }

        @GET
        @Path("missing")
        @SignedResource(resource = "/*")
        public java.nio.file.Path missing() {
            return java.nio.file.Path.of("no", "such", "file");
        }

        @GET
        @Path("mixed")
        @Produces({ HLS, "text/plain" })
        @SignedResource(resource = "/*")
        public String mixed(@QueryParam("url") boolean url) {
            return url ? "/a.txt" : "#EXTM3U\na.txt";
        }
    }
}
