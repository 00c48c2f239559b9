package org.acme.gallery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/**
 * Tests the samples of the documentation with the local edge.
 */
@QuarkusTest
class ExamplesTest {

    private final HttpClient browser = HttpClient.newHttpClient();

    @Inject
    Uploads uploads;

    @Inject
    Shares shares;

    @Inject
    KeyStandIn keys;

    @Inject
    Inventory inventory;

    @Inject
    ReportMails mails;

    @Test
    void signedUrls_openAndUnsignedOnesDoNot() throws Exception {
        List<String> pictures = alice().get("/albums/alps/pictures").then().statusCode(200).extract().jsonPath().getList("");

        assertThat(pictures).hasSize(2);
        for (String picture : pictures) {
            assertThat(status(picture)).isEqualTo(200);
            assertThat(status(unsigned(picture))).isEqualTo(403);
        }
    }

    @Test
    void linkToAReport_becomesCookiesOfItsDirectory() throws Exception {
        given().get("/reports/7/link").then().statusCode(401);
        String link = alice().get("/reports/7/link").then().statusCode(200).extract().asString();

        HttpResponse<String> opened = browser.send(HttpRequest.newBuilder(URI.create(link)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(opened.statusCode()).isEqualTo(302);
        assertThat(opened.headers().allValues("Set-Cookie")).isNotEmpty()
                .allMatch(cookie -> cookie.contains("; Path=/reports/7/;"));
        assertThat(opened.headers().firstValue("Location")).contains("/reports/7/index.html");
    }

    @Test
    void mailedLink_isSignedWithoutAUserForAWeek() throws Exception {
        String link = mails.link(7);

        assertThat(status(link)).isEqualTo(302);
        new CloudFrontEdge().assertSigned(link).forResource("/reports/7/*").expiresWithin(Duration.ofDays(7));
    }

    @Test
    void sharedReport_canBeWithdrawn() {
        String share = alice().post("/reports/7/shares").then().statusCode(200).extract().asString();

        given().redirects().follow(false).get(share).then().statusCode(303)
                .header("Location", containsString("/reports/7/index.html?open-directory&Policy="))
                .header("Cache-Control", containsString("no-store"));
        given().delete(share).then().statusCode(401);
        alice().delete(share).then().statusCode(204);
        given().redirects().follow(false).get(share).then().statusCode(404);
    }

    @Test
    void fieldsOfRecords_areSigned() throws Exception {
        given().get("/photos/alps").then().statusCode(401);
        for (String path : List.of("/photos/alps", "/photos/alps/all")) {
            List<String> images = alice().get(path).then().statusCode(200).extract().jsonPath().getList("items.image");

            assertThat(images).hasSize(2);
            for (String image : images) {
                assertThat(status(image)).isEqualTo(200);
                assertThat(status(unsigned(image))).isEqualTo(403);
            }
        }
    }

    @Test
    void field_isSignedAsItsAnnotationConfigures() throws Exception {
        Response poster = alice().get("/poster");

        assertThat(status(poster.path("preview"))).isEqualTo(200);
        assertThat(poster.<String> path("original")).contains("Signature=");
        assertThat(status(poster.path("drafts[0]"))).isEqualTo(200);
        assertThat(poster.<String> path("drafts[0]")).contains("Policy=");
        assertThat(poster.header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void subResource_signs() throws Exception {
        given().get("/shared/cover").then().statusCode(401);
        assertThat(status(alice().get("/shared/cover").asString())).isEqualTo(200);
    }

    @Test
    void response_isNotCachedForTheNextUser() {
        assertThat(alice().get("/albums/alps/pictures").header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void templates_signUrls() throws Exception {
        String cover = alice().get("/pages/alps/cover").then().statusCode(200).extract().asString();
        assertThat(status(sources(cover).get(0))).isEqualTo(200);

        List<String> pictures = sources(alice().get("/pages/alps").then().statusCode(200).extract().asString());
        assertThat(pictures).hasSize(2).allSatisfy(picture -> assertThat(picture).contains("?Policy="));
        assertThat(pictures.stream().map(picture -> picture.substring(picture.indexOf('?'))).distinct()).hasSize(1);
        for (String picture : pictures) {
            assertThat(status(picture)).isEqualTo(200);
        }
    }

    private static List<String> sources(String page) {
        return Pattern.compile("src=\"([^\"]*)\"").matcher(page).results().map(source -> source.group(1).replace("&amp;", "&"))
                .toList();
    }

    @Test
    void fieldOfGraphQl_isSigned() throws Exception {
        Map<String, String> query = Map.of("query", "{album(name:\"alps\"){pictures}}");

        List<String> pictures = alice().contentType("application/json").body(query).post("/graphql").jsonPath()
                .getList("data.album.pictures");

        assertThat(pictures).hasSize(2);
        assertThat(status(pictures.get(0))).isEqualTo(200);
        given().contentType("application/json").body(query).post("/graphql").then().body("data.album", nullValue());
    }

    @Test
    void messageOfAWebSocket_isSigned() throws Exception {
        CompletableFuture<String> picture = new CompletableFuture<>();
        WebSocket socket = browser.newWebSocketBuilder()
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("alice:wonderland".getBytes()))
                .buildAsync(URI.create("ws://localhost:" + RestAssured.port + "/picture-socket"), new WebSocket.Listener() {

                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        picture.complete(data.toString());
                        return null;
                    }
                }).get(60, TimeUnit.SECONDS);
        socket.sendText("alps", true).orTimeout(60, TimeUnit.SECONDS).join();

        assertThat(status(picture.get(60, TimeUnit.SECONDS))).isEqualTo(200);
        socket.abort();
    }

    @Test
    void thousandsOfUrls_needOneSignature() throws Exception {
        List<String> reports = IntStream.range(0, 5_000).mapToObj(number -> "/reports/" + number + ".pdf").toList();
        StringBuilder list = new StringBuilder();
        int before = keys.signatures();

        inventory.write(reports, list);

        assertThat(keys.signatures() - before).isEqualTo(1);
        assertThat(list.toString().lines()).hasSize(5_000).doesNotHaveDuplicates()
                .allSatisfy(url -> assertThat(url).startsWith("https://archive.example.com/reports/").contains("&Signature="));
    }

    @Test
    void anonymousRequestForUrls_isRejected() {
        given().get("/albums/alps/pictures").then().statusCode(401);
        given().get("/videos/7").then().statusCode(401);
    }

    @Test
    void annotation_hasItsOwnLifetime() throws Exception {
        Response cover = alice().get("/albums/alps/cover");

        assertThat(status(cover.as(String.class))).isEqualTo(200);
        assertThat(cover.header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void resource_coversAnAlbum() throws Exception {
        List<String> pictures = alice().get("/albums/alps/everything").jsonPath().getList("");

        assertThat(pictures).hasSize(2).allSatisfy(picture -> assertThat(picture).contains("?Policy="));
        String grant = pictures.get(0).substring(pictures.get(0).indexOf('?'));
        assertThat(status(unsigned(pictures.get(1)) + grant)).isEqualTo(200);
        assertThat(status(URI.create(pictures.get(0)).resolve("/videos/7/poster.svg") + grant)).isEqualTo(403);
    }

    @Test
    void mapsRedirectsAndBoundUrls_open() throws Exception {
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
    void playlists_playFromTheEdge() throws Exception {
        String segment = alice().get("/streams/7/media.m3u8").then().statusCode(200).extract().asString().lines()
                .filter(line -> line.startsWith("http")).findFirst().orElseThrow();
        assertThat(status(segment)).isEqualTo(200);
        assertThat(status(unsigned(segment))).isEqualTo(403);

        XmlPath manifest = XmlPath.from(alice().get("/streams/7/manifest.mpd").asString());
        String media = manifest.getString("MPD.Period.AdaptationSet.SegmentTemplate.@media");
        assertThat(status(manifest.getString("MPD.BaseURL")
                + media.replace("$RepresentationID$", "v1").replace("$Number$", "1"))).isEqualTo(200);
    }

    @Test
    void staticPlaylist_passesItsSignatureOn() throws Exception {
        String field = alice().get("/films/7").then().statusCode(200).extract().path("video");
        for (String entry : List.of(alice().get("/films/7/video").asString(), alice().get("/films/7/code").asString(), field)) {
            String media = follow(entry, "media.m3u8");
            String segment = follow(media, "0.ts");

            assertThat(status(segment)).isEqualTo(200);
            assertThat(status(unsigned(segment))).isEqualTo(403);
        }
        assertThat(status(alice().get("/films/7").path("poster"))).isEqualTo(200);
    }

    /** The URL of this line of a playlist, with the playlist's variables replaced. */
    private static String follow(String playlist, String line) {
        String reference = given().urlEncodingEnabled(false).get(playlist).then().statusCode(200).extract().asString().lines()
                .filter(uri -> uri.startsWith(line)).findFirst().orElseThrow();
        for (String parameter : URI.create(playlist).getRawQuery().split("&")) {
            String[] pair = parameter.split("=", 2);
            reference = reference.replace("{$" + pair[0] + "}", pair[1]);
        }
        return URI.create(playlist).resolve(reference).toString();
    }

    @Test
    void films_areConverted() throws Exception {
        Path films = Path.of("src/main/cloudfront-origin/films/7");
        for (String playlist : List.of("master.m3u8", "media.m3u8")) {
            ByteArrayOutputStream published = new ByteArrayOutputStream();
            try (InputStream packaged = Files.newInputStream(films.resolve(playlist))) {
                new FilmPublisher().publish(packaged, published);
            }
            assertThat(published.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(films.resolve(playlist)));
        }
    }

    @Test
    @TestSecurity(user = "alice")
    void keyWithSpaces_isEncoded() throws Exception {
        String url = uploads.url("photos/two of us.svg");

        assertThat(url).contains("/photos/two%20of%20us.svg?");
        assertThat(status(url)).isEqualTo(200);
    }

    @Test
    @TestSecurity(user = "alice")
    void documents_areSavedUnderTheirTitles() throws Exception {
        String location = given().redirects().follow(false).get("/documents/7").then().statusCode(303)
                .header("Cache-Control", containsString("private")).extract().header("Location");

        assertThat(location).contains("/albums/alps/mirror-lake.svg?response-content-disposition=attachment%3B%20filename%3D%22"
                + "Ubung%207%20_%20_final_.svg%22%3B%20filename%2A%3DUTF-8%27%27%25C3%259Cbung%25207%2520%25E2%2580%2593%2520"
                + "%2522final%2522.svg&Expires=");
        given().urlEncodingEnabled(false).get(location).then().statusCode(200).header("Content-Disposition",
                "attachment; filename=\"Ubung 7 _ _final_.svg\"; filename*=UTF-8''%C3%9Cbung%207%20%E2%80%93%20%22final%22.svg");
    }

    @Test
    void injectedSigner_signs() throws Exception {
        assertThat(status(shares.picture())).isEqualTo(200);

        List<String> album = shares.album(List.of("/albums/alps/mirror-lake.svg"), "127.0.0.1");
        assertThat(status(album.get(0).toString())).isEqualTo(200);
        List<String> elsewhere = shares.album(List.of("/albums/alps/mirror-lake.svg"), "203.0.113.0/24");
        assertThat(status(elsewhere.get(0).toString())).isEqualTo(403);

        URI video = shares.video(URI.create("/videos/7/poster.svg")).await().indefinitely();
        assertThat(status(video.toString())).isEqualTo(200);
    }

    @Test
    void cookiesFromCode_openThePathsOfTheirPolicy() throws Exception {
        Response session = alice().post("/session").then().statusCode(204).extract().response();

        assertThat(cloudFrontCookies(session)).hasSize(4).allSatisfy(cookie -> {
            assertThat(cookie.getPath()).isEqualTo("/albums/");
            assertThat(cookie.isSecured()).isTrue();
        });
        assertThat(status("/albums/alps/mirror-lake.svg", cloudFrontCookies(session))).isEqualTo(200);

        Response end = alice().delete("/session");
        assertThat(end.detailedCookies().asList()).hasSize(4)
                .allSatisfy(cookie -> assertThat(cookie.getMaxAge()).isZero());
    }

    @Test
    void methodWithCookies_opensOneVideo() throws Exception {
        Response access = alice().post("/videos/7/access").then().statusCode(204).extract().response();

        assertThat(access.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(cloudFrontCookies(access)).hasSize(4).allSatisfy(cookie -> {
            assertThat(cookie.getPath()).isEqualTo("/videos/7/");
            assertThat(cookie.isSecured()).isTrue();
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.hasMaxAge()).isFalse();
        });
        assertThat(status("/videos/7/subtitles.vtt", cloudFrontCookies(access))).isEqualTo(200);
        assertThat(status("/albums/alps/mirror-lake.svg", cloudFrontCookies(access))).isEqualTo(403);
    }

    @Test
    void page_isForEverybodyWithoutCookies() {
        for (RequestSpecification request : List.of(given(), alice())) {
            Response page = request.get("/lectures/7").then().statusCode(200).extract().response();
            assertThat(page.asString()).isEqualTo("Lecture 7 for everybody");
            assertThat(cloudFrontCookies(page)).isEmpty();
        }
    }

    @Test
    @TestSecurity(user = "alice", roles = "student")
    void filesOfThePage_areForARole() {
        assertThat(cloudFrontCookies(given().get("/lectures/7"))).hasSize(4)
                .allSatisfy(cookie -> assertThat(cookie.getPath()).isEqualTo("/lectures/7/"));
    }

    @Test
    void anonymousRequestForCookies_isRejected() {
        for (String path : List.of("/videos/7/access", "/trips/alps/access")) {
            assertThat(given().post(path).then().statusCode(401).extract().detailedCookies().asList()).isEmpty();
        }
    }

    @Test
    void user_hasAnOwnPath() throws Exception {
        Response drafts = alice().get("/drafts");

        assertThat(drafts.jsonPath().getList("")).containsExactly("glacier.svg");
        assertThat(status("/users/alice/drafts/glacier.svg", cloudFrontCookies(drafts))).isEqualTo(200);
        assertThat(status("/users/bob/drafts/glacier.svg", cloudFrontCookies(drafts))).isEqualTo(403);
    }

    @Test
    void response_grantsSeveralPrefixes() throws Exception {
        List<Cookie> cookies = cloudFrontCookies(alice().post("/trips/alps/access"));

        assertThat(status("/albums/alps/mirror-lake.svg", below("/albums/alps/", cookies))).isEqualTo(200);
        assertThat(status("/videos/7/poster.svg", below("/videos/7/", cookies))).isEqualTo(200);
    }

    @Test
    void logout_clearsAllGrants() {
        Map<String, String> kept = new HashMap<>();
        // the cookies that a browser sends to the application, because their path matches
        List.of(alice().post("/trips/alps/access"), alice().get("/drafts"))
                .forEach(response -> response.detailedCookies().asList()
                        .stream().filter(cookie -> cookie.getPath().equals("/"))
                        .forEach(cookie -> kept.put(cookie.getName(), cookie.getValue())));

        Response logout = given().cookies(kept).post("/logout").then().statusCode(204).extract().response();

        assertThat(logout.detailedCookies().asList()).allSatisfy(cookie -> assertThat(cookie.getMaxAge()).isZero());
        assertThat(cloudFrontCookies(logout)).extracting(Cookie::getPath)
                .contains("/albums/alps/", "/videos/7/", "/users/alice/drafts/");
    }

    private static RequestSpecification alice() {
        return given().auth().preemptive().basic("alice", "wonderland");
    }

    private static String unsigned(String url) {
        return url.substring(0, url.indexOf('?'));
    }

    private static List<Cookie> cloudFrontCookies(Response response) {
        return response.detailedCookies().asList().stream().filter(cookie -> cookie.getName().startsWith("CloudFront-"))
                .toList();
    }

    private static List<Cookie> below(String path, List<Cookie> cookies) {
        return cookies.stream().filter(cookie -> cookie.getPath().equals(path)).toList();
    }

    private int status(String path, List<Cookie> cookies) throws Exception {
        String header = cookies.stream().map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return send(HttpRequest.newBuilder(URI.create(shares.picture()).resolve(path)).header("Cookie", header));
    }

    private int status(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private int send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
