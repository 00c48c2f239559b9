package io.quarkiverse.cloudfront.signer.deployment.gate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.net.URI;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.http.Cookie;
import io.restassured.http.Cookies;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/**
 * The whole site at the address of the local edge, over HTTPS: the pages of the gate, and the files with signed cookies.
 */
class GateAtTheEdgeTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(TestOrigin.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.https", "true")
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/*")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.pages", "directories")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.not-found", "/a.txt")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.path", "/access");

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    URI edge;

    private RequestSpecification site() {
        return given().relaxedHTTPSValidation().baseUri(edge.toString()).port(edge.getPort());
    }

    @Test
    void refusedViewer_getsThePageOfTheGate() {
        String page = site().get("/access/denied").then().statusCode(200).extract().asString();

        site().get("/a.txt").then().statusCode(403).contentType(startsWith("text/html")).body(equalTo(page));
    }

    @Test
    void loginAtTheGate_opensFilesAtTheSameAddress() {
        ExtractableResponse<Response> login = site().auth().preemptive().basic("alice", "alice").redirects().follow(false)
                .get("/access/login?return=/a.txt").then().statusCode(303).extract();
        Cookies granted = login.detailedCookies();

        assertThat(login.header("Location")).endsWith("/a.txt");
        assertThat(granted.asList()).allMatch(Cookie::isSecured).extracting(Cookie::getName)
                .contains("CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id");
        site().cookies(granted).get("/a.txt").then().statusCode(200).body(equalTo("a"));
        site().cookies(granted).redirects().follow(false).get("/guide?x=1").then().statusCode(302)
                .header("Location", "/guide/?x=1");
        site().cookies(granted).get("/guide/").then().statusCode(404).body(equalTo("a"));
        site().get("/guide").then().statusCode(403);
    }
}
