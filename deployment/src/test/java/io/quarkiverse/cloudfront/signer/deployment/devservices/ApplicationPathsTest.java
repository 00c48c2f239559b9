package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.specification.RequestSpecification;

/**
 * The whole site at the address of the local edge, over HTTPS: the application's paths, and the signed files.
 */
class ApplicationPathsTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, TestOrigin.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.application-paths", "/api/*,/")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.https", "true");

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    URI edge;

    @Inject
    CloudFrontSigner signer;

    private RequestSpecification site() {
        return given().relaxedHTTPSValidation().baseUri(edge.toString()).port(edge.getPort());
    }

    @Test
    void edge_hasHttpsAddress() {
        assertThat(edge.toString()).matches("https://localhost:[0-9]+");
    }

    @Test
    void application_seesTheAddressOfTheEdge() {
        site().urlEncodingEnabled(false).get("/api/address?a=%2F").then().statusCode(200)
                .body(equalTo(edge + "/api/address?a=%2F"));
    }

    @Test
    void headersCookiesAndBody_reachTheApplication() {
        site().header("X-Custom", "1").cookie("session", "abc").body("x".repeat(100_000)).post("/api/echo").then()
                .statusCode(200).body(equalTo("1 abc 100000"));
    }

    @Test
    void signedFile_isAtTheSameAddress() {
        site().get("/a.txt").then().statusCode(403);
        given().relaxedHTTPSValidation().urlEncodingEnabled(false).get(signer.sign("/a.txt")).then().statusCode(200)
                .body(equalTo("a"));
    }

    @PermitAll
    @Path("/")
    public static class Resource {

        @GET
        @Path("/api/address")
        public String address(@Context UriInfo uri) {
            return uri.getRequestUri().toString();
        }

        @POST
        @Path("/api/echo")
        public String echo(@HeaderParam("X-Custom") String header, @Context HttpHeaders headers, String body) {
            jakarta.ws.rs.core.Cookie session = headers.getCookies().get("session");
            return header + " " + session.getValue() + " " + body.length();
        }
    }
}
