package org.acme.gallery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/**
 * The samples of the documentation, against the local edge.
 */
@QuarkusTest
class ExamplesTest {

    private final HttpClient browser = HttpClient.newHttpClient();

    @Inject
    Uploads uploads;

    @Inject
    Shares shares;

    @Inject
    Archive archive;

    @Inject
    KeyService keys;

    @Test
    void signedUrlsOpenAndUnsignedOnesDoNot() throws Exception {
        List<String> pictures = alice().get("/albums/alps/pictures").then().statusCode(200).extract().jsonPath().getList("");

        assertThat(pictures).hasSize(2);
        for (String picture : pictures) {
            assertThat(status(picture)).isEqualTo(200);
            assertThat(status(unsigned(picture))).isEqualTo(403);
        }
    }

    @Test
    void responsesMustNotBeKeptLongerThanTheirUrls() {
        assertThat(alice().get("/albums/alps/pictures").header("Cache-Control")).matches("private, max-age=(900|89\\d)");
    }

    @Test
    void nobodyGetsSignedUrlsWithoutLogin() {
        given().get("/albums/alps/pictures").then().statusCode(401);
        given().get("/videos/7").then().statusCode(401);
    }

    @Test
    void anAnnotationHasItsOwnExpiry() throws Exception {
        Response cover = alice().get("/albums/alps/cover");

        assertThat(status(cover.as(String.class))).isEqualTo(200);
        assertThat(cover.header("Cache-Control")).matches("private, max-age=(3600|359\\d)");
    }

    @Test
    void oneGrantCoversAnAlbum() throws Exception {
        List<String> pictures = alice().get("/albums/alps/everything").jsonPath().getList("");

        assertThat(pictures).hasSize(2).allSatisfy(picture -> assertThat(picture).contains("?Policy="));
        String grant = pictures.get(0).substring(pictures.get(0).indexOf('?'));
        assertThat(status(unsigned(pictures.get(1)) + grant)).isEqualTo(200);
        assertThat(status(URI.create(pictures.get(0)).resolve("/videos/7/poster.svg") + grant)).isEqualTo(403);
    }

    @Test
    void mapsRedirectsAndBoundUrlsOpen() throws Exception {
        Map<String, String> video = alice().get("/videos/7").jsonPath().getMap("");
        assertThat(video).containsOnlyKeys("poster", "subtitles");
        for (String url : video.values()) {
            assertThat(status(url)).isEqualTo(200);
        }
        String location = alice().redirects().follow(false).get("/videos/7/download").then().statusCode(303).extract()
                .header("Location");
        assertThat(status(location)).isEqualTo(200);

        assertThat(status(alice().get("/videos/7/preview").as(String.class))).isEqualTo(200);
    }

    @Test
    void keysWithSpacesAreEncoded() throws Exception {
        URI url = uploads.url("photos/two of us.svg");

        assertThat(url.getRawPath()).isEqualTo("/photos/two%20of%20us.svg");
        assertThat(status(url.toString())).isEqualTo(200);
    }

    @Test
    void signersAreUsedInCode() throws Exception {
        assertThat(status(shares.picture().toString())).isEqualTo(200);

        List<URI> album = shares.album(List.of(URI.create("/albums/alps/mirror-lake.svg")), "127.0.0.1");
        assertThat(status(album.get(0).toString())).isEqualTo(200);
        List<URI> elsewhere = shares.album(List.of(URI.create("/albums/alps/mirror-lake.svg")), "203.0.113.0/24");
        assertThat(status(elsewhere.get(0).toString())).isEqualTo(403);

        URI video = shares.video(URI.create("/videos/7/poster.svg")).await().indefinitely();
        assertThat(status(video.toString())).isEqualTo(200);
    }

    @Test
    void cookiesOpenThePathsOfTheirPolicy() throws Exception {
        Cookies cookies = alice().post("/session").then().statusCode(204).extract().detailedCookies();
        URI picture = URI.create(unsigned(shares.picture().toString()));
        StringBuilder header = new StringBuilder();
        cookies.forEach(cookie -> {
            assertThat(cookie.getPath()).isEqualTo("/albums/");
            assertThat(cookie.isSecured()).isTrue();
            header.append(cookie.getName()).append('=').append(cookie.getValue()).append("; ");
        });
        assertThat(send(HttpRequest.newBuilder(picture).header("Cookie", header.toString()))).isEqualTo(200);

        Response end = alice().delete("/session");
        assertThat(end.detailedCookies().asList()).hasSize(4)
                .allSatisfy(cookie -> assertThat(cookie.getMaxAge()).isZero());
    }

    @Test
    void aRemoteKeySigns() throws Exception {
        URI report = archive.report(2026).await().indefinitely();
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : report.getRawQuery().split("&")) {
            parameters.put(parameter.split("=", 2)[0], parameter.split("=", 2)[1]);
        }

        assertThat(report.toString()).startsWith("https://archive.example.com/2026/report.pdf?Policy=");
        assertThat(parameters).containsEntry("Key-Pair-Id", "K2ARCHIVE").containsEntry("Hash-Algorithm", "SHA256");
        byte[] policy = decode(parameters.get("Policy"));
        assertThat(new String(policy, StandardCharsets.UTF_8)).contains("https://archive.example.com/2026/*");
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(keys.publicKey("cloudfront-archive"));
        signature.update(policy);
        assertThat(signature.verify(decode(parameters.get("Signature")))).isTrue();
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '=').replace('~', '/'));
    }

    private static RequestSpecification alice() {
        return given().auth().preemptive().basic("alice", "wonderland");
    }

    private static String unsigned(String url) {
        return url.substring(0, url.indexOf('?'));
    }

    private int status(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private int send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
