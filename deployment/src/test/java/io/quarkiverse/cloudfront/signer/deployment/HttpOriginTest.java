package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A local edge in front of the application itself.
 */
class HttpOriginTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, SignedUrls.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", "http://localhost:8081");

    @Test
    void theEdgeFetchesFromTheUrl() throws Exception {
        String url = given().get("/origin/link").then().statusCode(200).extract().asString();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("from the origin");
        assertThat(SignedUrls.status(url.replaceAll("\\?.*", ""))).isEqualTo(403);
    }

    @Path("/origin")
    public static class Resource {

        @GET
        @Path("link")
        @PermitAll
        @SignedResource
        public String link() {
            return "/origin/picture";
        }

        @GET
        @Path("picture")
        public String picture() {
            return "from the origin";
        }
    }
}
