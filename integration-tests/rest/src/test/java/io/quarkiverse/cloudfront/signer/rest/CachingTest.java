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
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;
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
    @ValueSource(strings = { "blocking", "uni", "multi", "granted-multi", "response", "rest-response", "granted", "redirect" })
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
    void maxAge_neverExceedsTheExpiry() {
        for (int i = 0; i < 20; i++) {
            Instant before = Instant.now();
            io.restassured.response.Response answer = given().get("/caching/blocking");
            assertThat(before.plusSeconds(maxAge(answer)))
                    .isBeforeOrEqualTo(Instant.ofEpochSecond(SignedUrls.expiry(answer.asString())));
        }
    }

    @Test
    void maxAge_followsTheLifetimeOfTheAnnotation() {
        assertThat(maxAge(given().get("/caching/short"))).isBetween(1L, 30L);
    }

    @Test
    void ownCacheControl_canRestrict() {
        assertThat(given().get("/caching/own").header("Cache-Control")).isEqualTo("private, no-store");
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

    @Test
    void headerOfTheMethod_winsOverOneForAllResponses() {
        assertThat(given().get("/caching/preset/own").header("Cache-Control")).isEqualTo("private, max-age=5, no-transform");
    }

    @ParameterizedTest
    @ValueSource(strings = { "not-modified", "preset/not-modified", "no-content" })
    void responseWithoutContent_extendsNothing(String path) {
        io.restassured.response.Response answer = given().get("/caching/" + path);

        assertThat(answer.statusCode()).isIn(204, 304);
        assertThat(answer.headers().getValues("Cache-Control")).containsExactly("private, no-cache");
    }

    @Test
    void responseToHead_extendsNothing() {
        assertThat(given().head("/caching/blocking").header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void unannotatedMethod_hasNoCacheControl() {
        assertThat(given().get("/caching/unannotated").header("Cache-Control")).isNull();
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
        @Path("granted-multi")
        @SignedResource(resource = "/*")
        public Multi<String> grantedMulti() {
            return Multi.createFrom().items("/a.txt", "/a.txt");
        }

        @GET
        @Path("response")
        @SignedResource
        public Response response() {
            return Response.ok("/a.txt").build();
        }

        @GET
        @Path("rest-response")
        @SignedResource
        public RestResponse<List<String>> restResponse() {
            return RestResponse.ok(List.of("/a.txt"));
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
        @Path("short")
        @SignedResource(expiresIn = "30s")
        public String shortLife() {
            return "/a.txt";
        }

        @GET
        @Path("own")
        @SignedResource
        public Response own() {
            CacheControl own = new CacheControl();
            own.setNoStore(true);
            own.setNoTransform(false);
            return Response.ok("/a.txt").cacheControl(own).build();
        }

        @GET
        @Path("preset/signed")
        @SignedResource
        public String preset() {
            return "/a.txt";
        }

        @GET
        @Path("preset/own")
        @SignedResource
        public Response presetOwn() {
            CacheControl own = new CacheControl();
            own.setMaxAge(5);
            return Response.ok("/a.txt").cacheControl(own).build();
        }

        @GET
        @Path("{preset: (preset/)?}not-modified")
        @SignedResource
        public Response notModified() {
            return Response.notModified("tag").build();
        }

        @GET
        @Path("no-content")
        @SignedResource
        public Response noContent() {
            return Response.noContent().build();
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

        @GET
        @Path("unannotated")
        public String unannotated() {
            return "/a.txt";
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
