package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * If something cannot be signed, the request fails. The viewer does not learn why, but the log says it.
 */
@QuarkusTest
class FailClosedTest {

    private static final String FOREIGN = "http://elsewhere.example/secret.txt?token=t0ken";

    @ParameterizedTest
    @ValueSource(strings = { "blocking", "list", "uni", "response", "redirect", "uniRedirect", "multi", "granted" })
    void unsignableUrl_failsEachReturnType(String method) {
        assertRefused(method, FOREIGN, "its host is not one of [localhost:");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
            "/a*.txt, it has a *",
            "EDGE, it does not have a path",
            "/a/%2e%2e/b.txt, it has a dot segment",
            "/a.txt?Policy=p0licy, do not sign a URL twice",
            "http://me:passw0rd@localhost/a.txt, it has user info before its host",
            "/a\"b.txt, it has the character U+0022",
    })
    void invalidUrl_failsTheRequestWithTheReason(String url, String reason) {
        assertRefused("blocking", url.replace("EDGE", TestOrigin.edge()), reason);
        assertRefused("uni", url.replace("EDGE", TestOrigin.edge()), reason);
    }

    @Test
    void urlOutsideOfTheResource_failsTheRequest() {
        assertRefused("granted", "/elsewhere/a.txt?token=t0ken",
                "the policy does not cover it; its resource is " + TestOrigin.edge() + "/granted/*");
    }

    @Test
    void signedUrl_failsTheRequest() {
        String signed = given().queryParam("of", "/a.txt").get("/closed/blocking").then().statusCode(200).extract().asString();
        assertRefused("blocking", signed, "do not sign a URL twice");
        assertRefused("granted", signed, "do not sign a URL twice");
    }

    @Test
    void lineBreaksInAUrl_forgeNoLogLine() {
        try (CapturedLog log = CapturedLog.begin()) {
            given().queryParam("of", "/a\r\n2026-01-01 INFO all is well\u2028\u001b[31m").get("/closed/blocking")
                    .then().statusCode(500);
            assertThat(log.messages(Level.SEVERE)).singleElement().asString()
                    .doesNotContain("\n", "\r", "\u2028", "\u001b").contains("/a\\u000D\\u000A2026-01-01 INFO");
        }
    }

    @Test
    void unknownTypeInAResponse_failsTheRequest() {
        assertRefused("dto", "/a.txt", "a value of type java.util.concurrent.atomic.AtomicReference cannot be signed");
    }

    @Test
    void batchOnTheEventLoop_failsTheRequest() {
        assertRefused("batch", "/a.txt", "the event loop must not wait for a batch of signatures");
    }

    /**
     * The first item has been sent when the second one cannot be signed.
     */
    @ParameterizedTest
    @ValueSource(strings = { "broken", "grantedBroken" })
    void stream_breaksOffBeforeAnUnsignableItem(String method) throws IOException {
        try (CapturedLog log = CapturedLog.begin()) {
            String answer = Requests.raw("/closed/" + method);
            assertThat(answer).startsWith("HTTP/1.1 200").contains("/granted/first.txt?")
                    .doesNotContain("elsewhere", "last.txt")
                    // the last chunk of a complete response
                    .doesNotEndWith("0\r\n\r\n");
            assertThat(log.messages(Level.SEVERE)).hasSize(1);
            assertThat(log.text()).contains("FailClosedTest$Resource#" + method, "its host is not one of")
                    .doesNotContain("t0ken", "Signature=");
        }
    }

    private static void assertRefused(String method, String url, String reason) {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().redirects().follow(false).queryParam("of", url)
                    .get("/closed/" + method);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.asString()).isEmpty();
            assertThat(answer.headers().toString()).doesNotContainIgnoringCase("location", "max-age", "public", ".txt");
            assertThat(log.messages(Level.SEVERE)).singleElement().asString()
                    .startsWith("io.quarkiverse.cloudfront.signer.rest.FailClosedTest$Resource#" + method + ": ")
                    .contains(reason);
            assertThat(log.text()).doesNotContain("t0ken", "s1gnature", "p0licy", "passw0rd", "Signature=", "secret#");
        }
    }

    @PermitAll
    @Path("/closed")
    @Produces(MediaType.APPLICATION_JSON)
    public static class Resource {

        @GET
        @Path("blocking")
        @Produces(MediaType.TEXT_PLAIN)
        @SignedResource
        public String blocking(@QueryParam("of") String url) {
            return url;
        }

        @GET
        @Path("list")
        @SignedResource
        public List<String> list(@QueryParam("of") String url) {
            return List.of("/granted/a.txt", url);
        }

        @GET
        @Path("uni")
        @SignedResource
        public Uni<String> uni(@QueryParam("of") String url) {
            return Uni.createFrom().item(url);
        }

        @GET
        @Path("response")
        @SignedResource
        public Response response(@QueryParam("of") String url) {
            return Response.ok(url).header("X-Url", url).build();
        }

        @GET
        @Path("redirect")
        @SignedResource
        public Response redirect(@QueryParam("of") String url) {
            return Response.seeOther(URI.create(url)).build();
        }

        @GET
        @Path("uniRedirect")
        @SignedResource(resource = "/granted/*")
        public Uni<Response> uniRedirect(@QueryParam("of") String url) {
            return Uni.createFrom().item(() -> Response.status(302).location(URI.create(url)).build());
        }

        @GET
        @Path("multi")
        @SignedResource
        public Multi<String> multi(@QueryParam("of") String url) {
            return Multi.createFrom().items(url, "/granted/a.txt");
        }

        @GET
        @Path("granted")
        @SignedResource(resource = "/granted/*")
        public String granted(@QueryParam("of") String url) {
            return url;
        }

        @GET
        @Path("dto")
        @SignedResource
        public Response dto(@QueryParam("of") String url) {
            return Response.ok(new java.util.concurrent.atomic.AtomicReference<>(url)).build();
        }

        @GET
        @Path("batch")
        @NonBlocking
        @SignedResource
        public Response batch(@QueryParam("of") String url) {
            return Response.ok(List.of(url, url)).build();
        }

        @GET
        @Path("broken")
        @SignedResource
        public Multi<String> broken() {
            return Multi.createFrom().items("/granted/first.txt", FOREIGN, "/granted/last.txt");
        }

        @GET
        @Path("grantedBroken")
        @SignedResource(resource = "/granted/*")
        public Multi<String> grantedBroken() {
            return Multi.createFrom().items("/granted/first.txt", FOREIGN, "/granted/last.txt");
        }
    }
}
