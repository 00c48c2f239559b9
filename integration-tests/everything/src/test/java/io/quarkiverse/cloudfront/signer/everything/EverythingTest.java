package io.quarkiverse.cloudfront.signer.everything;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkus.test.common.DevServicesContext;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
class EverythingTest {

    private static final String PICTURE = "/albums/alps/lake.txt";
    private static final String SEGMENT = "/films/1.ts";

    CloudFrontEdge edge = new CloudFrontEdge();
    DevServicesContext devServices;

    @ParameterizedTest
    @ValueSource(strings = { "/url", "/later", "/code" })
    void url_isServedByTheEdge(String path) {
        String url = alice().get(path).then().statusCode(200).extract().asString();

        assertThat(edge.assertSigned(url).expiresWithin(Duration.ofMinutes(15)).resource())
                .startsWith(edge.url(PICTURE) + "?mark=");
        assertServed(url, "a lake");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/url", "/later", "/albums/alps", "/field", "/film.m3u8", "/page" })
    void anonymousRequest_isRejected(String path) {
        given().get(path).then().statusCode(401);
        given().auth().preemptive().basic("alice", "guess").get(path).then().statusCode(401);
    }

    @Test
    void unsignedOrModifiedUrl_isRefusedByTheEdge() {
        String url = alice().get("/url").asString();

        assertThat(fetch(edge.url(PICTURE).toString()).statusCode()).isEqualTo(403);
        assertThat(fetch(url.replace("Expires=", "Expires=1")).statusCode()).isEqualTo(403);
    }

    @Test
    void wildcard_coversTheAlbum() {
        String url = alice().get("/albums/alps").jsonPath().getString("[0]");

        edge.assertSigned(url).forResource("/albums/alps/*");
        assertServed(url, "a lake");
    }

    @Test
    void response_isCachedForTheUserAlone() {
        assertThat(alice().get("/url").header("Cache-Control")).contains("private");
    }

    @Test
    void field_isSigned() {
        assertServed(alice().get("/field").then().body("title", is("Lake")).extract().path("file"), "a lake");
    }

    @Test
    void cookies_areSet() {
        Response response = alice().post("/cookies/alps");

        assertThat(response.statusCode()).isEqualTo(204);
        edge.assertCookies(response.headers().getValues("Set-Cookie")).doesNotOpen(SEGMENT).opens(PICTURE)
                .forResource("/albums/alps/*");
    }

    @Test
    void playlist_hasSignedSegments() {
        String playlist = alice().get("/film.m3u8").then().statusCode(200).extract().asString();

        assertThat(edge.urlsIn(playlist)).singleElement().satisfies(url -> assertServed(url, "a film"));
    }

    @Test
    void template_signs() {
        String page = alice().get("/page").then().statusCode(200).extract().asString();

        assertThat(edge.urlsIn(page)).singleElement().satisfies(url -> assertServed(url, "a lake"));
    }

    @Test
    void namedSigner_hasItsOwnKeyAndLifetime() {
        String url = alice().get("/named").asString();

        edge.assertSigned(url).signedWith(edge.keyPairId("films")).validForAtLeast(Duration.ofMinutes(59));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/tenant/url", "/tenant/fields" })
    void bearerToken_opensTheDomainOfItsTenant(String path) {
        for (String tenant : List.of("alice", "bob")) {
            String response = given().auth().oauth2(token(tenant)).get(path).then().statusCode(200).extract().asString();

            assertThat(response).contains("http://" + tenant + ".localhost:", PICTURE + "?").doesNotContain("http://localhost");
        }
    }

    @Test
    void userWithoutToken_hasNoTenant() {
        alice().get("/tenant/url").then().statusCode(403);
    }

    private String token(String user) {
        return given().auth().preemptive().basic("quarkus-app", "secret")
                .formParam("grant_type", "password").formParam("username", user).formParam("password", user)
                .post(devServices.devServicesProperties().get("quarkus.oidc.auth-server-url") + "/token")
                .then().statusCode(200).extract().path("access_token");
    }

    @Test
    void mark_isThatOfTheUser() {
        assertThat(mark("alice")).isEqualTo(mark("alice")).isNotEqualTo(mark("bob"));
    }

    /** The pseudonym in the mark of a URL. */
    private static String mark(String user) {
        String url = user(user).get("/url").asString();
        return url.substring(url.indexOf("mark=") + 5, url.indexOf('.', url.indexOf("mark=")));
    }

    /** The packaged application needs a store, which NativeAnswersIT has. */
    @DisabledOnIntegrationTest
    @Test
    void revokedUser_isRefusedByTheEdge() {
        String url = user("carol").get("/url").asString();
        assertServed(url, "a lake");

        given().delete("/grants/carol").then().statusCode(204);

        assertThat(fetch(url).statusCode()).isEqualTo(403);
    }

    @Test
    void gate_setsCookiesAfterTheLogin() {
        Response anonymous = given().redirects().follow(false).get("/private-access/login?return=/board/minutes.txt");
        Response login = alice().redirects().follow(false).get("/private-access/login?return=/board/minutes.txt");

        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(login.statusCode()).isEqualTo(303);
        edge.assertCookies(login.headers().getValues("Set-Cookie")).opens("/board/minutes.txt").forResource("/board/*");
    }

    @Test
    void health_hasTheSigners() {
        given().get("/q/health/ready").then().statusCode(200).body(containsString("CloudFront"));
    }

    @Test
    void metrics_haveTheSigners() {
        alice().get("/url");
        given().get("/meters").then().body("$", hasItems("cloudfront.signer.signatures"));
    }

    private static RequestSpecification alice() {
        return user("alice");
    }

    private static RequestSpecification user(String name) {
        return given().auth().preemptive().basic(name, name);
    }

    private static void assertServed(String url, String content) {
        HttpResponse<String> response = fetch(url);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith(content);
    }

    private static HttpResponse<String> fetch(String url) {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
