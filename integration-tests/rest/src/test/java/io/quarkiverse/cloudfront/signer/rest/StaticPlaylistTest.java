package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/**
 * The entry URL of a static signed playlist grants access to the playlist and to the files that it refers to.
 */
@QuarkusTest
class StaticPlaylistTest {

    @ParameterizedTest
    @ValueSource(strings = { "text", "redirect" })
    void urlOfAMethod_opensThePlaylistAndItsFiles(String method) {
        io.restassured.response.Response answer = given().redirects().follow(false).get("/static/7/" + method);

        assertPlays(method.equals("text") ? answer.asString() : answer.header("Location"));
    }

    @Test
    void field_opensThePlaylistAndItsFiles_withTheResourceOfItsMethod() {
        JsonPath film = given().get("/static/7/film").then().statusCode(200).extract().jsonPath();

        assertPlays(film.getString("video"));
        assertThat(film.getString("poster")).contains("/videos/7/a.jpg?Policy=").doesNotContain("kid=");
        assertThat(film.getList("others", String.class)).singleElement().asString().contains("?kid=");
    }

    @Test
    void urlThatIsNoPlaylist_failsTheRequest() {
        given().get("/static/7/segment").then().statusCode(500);
    }

    @Test
    void responseWithAPlaylistItself_isNotRewritten() {
        assertThat(given().get("/static/7/content").then().statusCode(500).extract().asString()).doesNotContain("EXTM3U");
    }

    private static void assertPlays(String entry) {
        assertThat(entry).startsWith(TestOrigin.edge() + "/videos/7/index.m3u8?kid=KDEV").contains("&alg=SHA256&Policy=");
        assertThat(SignedUrls.status(entry)).isEqualTo(200);
        Map<String, String> query = Stream.of(URI.create(entry).getRawQuery().split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        String segment = given().urlEncodingEnabled(false).get(URI.create(entry)).asString().lines()
                .filter(line -> line.startsWith("1.ts")).findFirst().orElseThrow();
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            segment = segment.replace("{$" + parameter.getKey() + "}", parameter.getValue());
        }
        assertThat(SignedUrls.status(TestOrigin.edge() + "/videos/7/" + segment)).isEqualTo(200);
        assertThat(SignedUrls.status(TestOrigin.edge() + "/videos/7/1.ts")).isEqualTo(403);
        assertThat(SignedUrls.status(TestOrigin.edge() + "/a.txt?" + segment.substring(segment.indexOf('?') + 1)))
                .isEqualTo(403);
    }

    public record Film(@SignedResource String poster, @SignedResource(content = Content.STATIC_PLAYLIST) URI video,
            @SignedResource(content = Content.STATIC_PLAYLIST) List<String> others) {
    }

    @PermitAll
    @Path("/static/{id}")
    public static class Resource {

        @GET
        @Path("text")
        @SignedResource(resource = "/videos/{id}/*", content = Content.STATIC_PLAYLIST)
        public String text(String id) {
            return "/videos/" + id + "/index.m3u8";
        }

        @GET
        @Path("redirect")
        @SignedResource(resource = "/videos/{id}/*", content = Content.STATIC_PLAYLIST)
        public Response redirect(String id) {
            return Response.seeOther(URI.create("/videos/" + id + "/index.m3u8")).build();
        }

        @GET
        @Path("segment")
        @SignedResource(resource = "/videos/{id}/*", content = Content.STATIC_PLAYLIST)
        public String segment(String id) {
            return "/videos/" + id + "/1.ts";
        }

        @GET
        @Path("content")
        @SignedResource(resource = "/videos/{id}/*", content = Content.STATIC_PLAYLIST)
        public Response content() {
            return Response.ok("#EXTM3U\n").type("application/vnd.apple.mpegurl").build();
        }

        @GET
        @Path("film")
        @SignedResource(resource = "/videos/{id}/*")
        public Film film(String id) {
            return new Film("/videos/" + id + "/a.jpg", URI.create("/videos/" + id + "/index.m3u8"),
                    List.of("/videos/" + id + "/manifest.mpd"));
        }
    }
}
