package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A local edge in front of an HTTP server.
 */
@Tag("nightly")
class HttpOriginTest {

    private static final HttpServer ORIGIN = origin();

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, SignedUrls.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin",
                    "http://localhost:" + ORIGIN.getAddress().getPort())
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.default-root-object", "origin/picture");

    private static HttpServer origin() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/origin/picture", exchange -> {
                byte[] body = "from the origin".getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        ORIGIN.stop(0);
    }

    private static String read(String url) {
        return given().urlEncodingEnabled(false).get(url).then().statusCode(200).extract().asString();
    }

    @Test
    void edge_withHttpOrigin_fetchesFromIt() {
        String url = given().get("/link").then().statusCode(200).extract().asString();
        assertThat(read(url)).isEqualTo("from the origin");
        assertThat(SignedUrls.status(url.replaceAll("\\?.*", ""))).isEqualTo(403);
    }

    @Test
    void root_isTheConfiguredObject() {
        String url = given().get("/link/root").then().statusCode(200).extract().asString();

        assertThat(URI.create(url).getPath()).isEqualTo("/");
        assertThat(read(url)).isEqualTo("from the origin");
    }

    @PermitAll
    @Path("/link")
    @SignedResource
    public static class Resource {

        @GET
        public String link() {
            return "/origin/picture";
        }

        @GET
        @Path("root")
        public String root() {
            return "/";
        }
    }
}
