package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Responses with signed URLs must not be cached longer than the URLs are valid.
 */
@QuarkusTest
class CachingTest {

    @ParameterizedTest
    @ValueSource(strings = { "blocking", "uni", "multi", "response", "granted", "redirect" })
    void response_isCachedNoLongerThanItsUrls(String path) {
        long before = Instant.now().getEpochSecond();
        io.restassured.response.Response answer = given().redirects().follow(false).get("/caching/" + path);
        long after = Instant.now().getEpochSecond();
        assertThat(answer.statusCode()).isIn(200, 303);
        long expiry = earliestExpiry(answer.statusCode() == 303 ? answer.header("Location") : answer.asString());
        assertThat(expiry).isBetween(before + 600, after + 600);
        // the header counts from the call, does not count the current second, and precedes the URLs of a stream
        assertThat(maxAge(answer)).isBetween(before + 600 - after - 1, expiry - before);
    }

    @Test
    void earliestExpiryOfSeveralServices_isUsed() {
        assertThat(maxAge(given().get("/caching/services"))).isBetween(1L, 60L);
    }

    @ParameterizedTest
    @ValueSource(strings = { "missing", "not-found", "refused" })
    void errorResponse_isNotCached(String path) {
        io.restassured.response.Response answer = given().get("/caching/" + path);
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void headerForAllResponses_isNotTheMethods() {
        assertThat(maxAge(given().get("/caching/preset/signed"))).isBetween(61L, 600L);
    }

    /** A new second may begin between two URLs. */
    private static long earliestExpiry(String urls) {
        return Stream.of(urls.split("(?=http://)")).filter(url -> url.startsWith("http")).mapToLong(SignedUrls::expiry).min()
                .orElseThrow();
    }

    private static long maxAge(io.restassured.response.Response answer) {
        assertThat(answer.headers().getValues("Cache-Control")).singleElement().asString().matches("private, max-age=\\d+");
        return Long.parseLong(answer.header("Cache-Control").replaceAll("\\D", ""));
    }

    @PermitAll
    @Path("/caching")
    public static class Resource {

        private final Service service;

        public Resource(Service service) {
            this.service = service;
        }

        @GET
        @Path("blocking")
        @SignedResource
        public String blocking() {
            return "/a.txt";
        }

        @GET
        @Path("uni")
        @SignedResource
        public Uni<String> uni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("multi")
        @SignedResource
        public Multi<String> multi() {
            return Multi.createFrom().items("/a.txt", "/a.txt");
        }

        @GET
        @Path("response")
        @SignedResource
        public Response response() {
            return Response.ok("/a.txt").build();
        }

        @GET
        @Path("granted")
        @SignedResource(resource = "/*")
        public List<String> granted() {
            return List.of("/a.txt");
        }

        @GET
        @Path("redirect")
        @SignedResource
        public Response redirect() {
            return Response.seeOther(URI.create("/a.txt")).build();
        }

        @GET
        @Path("preset/signed")
        @SignedResource
        public String preset() {
            return "/a.txt";
        }

        @GET
        @Path("services")
        public List<String> services() {
            return List.of(service.forAnHour(), service.forAMinute(), service.forTenMinutes());
        }

        @GET
        @Path("missing")
        @SignedResource
        public Response missing() {
            return Response.status(404).build();
        }

        @GET
        @Path("not-found")
        public String notFound() {
            service.forAnHour();
            throw new NotFoundException();
        }

        @GET
        @Path("refused")
        @SignedResource
        public List<String> refused() {
            return List.of("/a.txt", "//elsewhere.example");
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Service {

        @SignedResource(expiresIn = "1h")
        String forAnHour() {
            return "/a.txt";
        }

        @SignedResource(expiresIn = "1m")
        String forAMinute() {
            return "/a.txt";
        }

        @SignedResource(resource = "/*", expiresIn = "10m")
        String forTenMinutes() {
            return "/a.txt";
        }
    }
}
