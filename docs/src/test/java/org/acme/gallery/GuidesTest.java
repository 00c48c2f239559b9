package org.acme.gallery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.PageCommands;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/**
 * Follows the guides: their requests to the application of the samples have the output on the page.
 */
@QuarkusTest
class GuidesTest {

    private static final Path PAGES = Path.of("modules/ROOT/pages");

    private static final String FRONT_END = "http://localhost:5173";

    CloudFrontEdge edge = new CloudFrontEdge();

    @TestHTTPResource
    URI application;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String provider;

    @ParameterizedTest
    @ValueSource(strings = { "signed-urls.adoc", "signed-fields.adoc", "texts.adoc", "signed-cookies.adoc", "playlists.adoc",
            "static-playlists.adoc", "downloads.adoc", "tenants.adoc" })
    @NeedsProgram({ Program.BASH, Program.CURL })
    void requestsOfTheGuide_haveTheOutputOnThePage(String name) throws Exception {
        PageCommands page = PageCommands.of(PAGES.resolve(name));
        assertThat(page.requests()).isNotEmpty();

        List<String> actual = new PageCommands(page.requests().stream()
                .map(request -> request.replaceAll("http://localhost:\\d+/token", provider + "/token")).toList(),
                page.outputs())
                .send(application);

        assertThat(actual).hasSameSizeAs(page.outputs());
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i)).as(page.requests().get(i)).matches(page.outputs().get(i));
        }
    }

    /** The requests that a browser sends for the front end of the guide, which has another origin. */
    @Test
    void frontEndOfAnotherOrigin_getsCookiesAndOpensFiles() {
        given().header("Origin", FRONT_END).header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization").options("/access/alps")
                .then().statusCode(200).header("Access-Control-Allow-Origin", FRONT_END)
                .header("Access-Control-Allow-Credentials", "true");

        Response access = given().auth().preemptive().basic("alice", "wonderland").header("Origin", FRONT_END)
                .post("/access/alps");
        access.then().statusCode(200).header("Access-Control-Allow-Credentials", "true")
                .header("Access-Control-Expose-Headers", "CloudFront-Signer-Expires");
        String picture = access.path("[0]");
        // a second can pass between the signature and the response
        assertThat(Integer.parseInt(access.header("CloudFront-Signer-Expires"))).isBetween(890, 900);
        edge.assertCookies(access.headers().getValues("Set-Cookie")).opens(picture).forResource("/albums/alps/*");

        given().header("Origin", FRONT_END).header("Access-Control-Request-Method", "GET").options(edge.url(picture))
                .then().header("Access-Control-Allow-Origin", FRONT_END).header("Access-Control-Allow-Credentials", "true");
    }
}
