package io.quarkiverse.cloudfront.signer.deployment.method;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.jaxrs.ResponseBuilderImpl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Quarkus REST resolves a relative location against the application's address, which depends on headers of the request. With
 * any headers, the signed location is the one that the method returned.
 */
@Tag("nightly")
class ForwardedRedirectTest {

    private static final List<Map<String, String>> HEADERS = List.of(
            Map.of(),
            Map.of("X-Forwarded-Prefix", "/shop"),
            Map.of("X-Forwarded-Prefix", "/shop/"),
            Map.of("X-Forwarded-Prefix", "shop"),
            Map.of("X-Forwarded-Prefix", "/sub%20folder/b.txt?x="),
            Map.of("X-Forwarded-Prefix", "/sub%20folder/b.txt#"),
            Map.of("X-Forwarded-Prefix", "/sub%20folder;"),
            Map.of("X-Forwarded-Prefix", "//{edge}/sub%20folder/b.txt?x="),
            Map.of("X-Forwarded-Host", "{edge}"),
            Map.of("X-Forwarded-Host", "{edge}", "X-Forwarded-Prefix", "/sub%20folder/b.txt?x="),
            Map.of("X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https", "X-Forwarded-Port", "8443"),
            Map.of("Forwarded", "host={edge};proto=https"),
            Map.of("Host", "{edge}"));

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, RedirectTest.class, RedirectTest.Resource.class,
                    SignedUrls.class, TestOrigin.class))
            .overrideConfigKey("quarkus.rest.path", "/api")
            .overrideConfigKey("quarkus.http.root-path", "/app")
            .overrideConfigKey("quarkus.http.proxy.proxy-address-forwarding", "true")
            .overrideConfigKey("quarkus.http.proxy.allow-forwarded", "true")
            .overrideConfigKey("quarkus.http.proxy.allow-x-forwarded", "true")
            .overrideConfigKey("quarkus.http.proxy.enable-forwarded-prefix", "true")
            .overrideConfigKey("quarkus.http.proxy.enable-forwarded-host", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    static Stream<Arguments> redirects() {
        return HEADERS.stream().flatMap(headers -> Stream.of(
                Arguments.of(headers, "path", "/a.txt?"),
                Arguments.of(headers, "without-slash", "/sub%20folder/b.txt?"),
                Arguments.of(headers, "escaped", "/sub%20folder/b.txt?size=1&"),
                Arguments.of(headers, "rest-see-other", "/a.txt?"),
                Arguments.of(headers, "uni", "/a.txt?"),
                Arguments.of(headers, "uni-rest", "/a.txt?"),
                Arguments.of(headers, "stage", "/a.txt?"),
                Arguments.of(headers, "absolute", "/a.txt?"),
                Arguments.of(headers, "below-same-name", "/api/a.txt?")));
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void redirect_withAnyForwardedHeaders_isToTheReturnedLocation(Map<String, String> headers, String path, String signed) {
        assertThat(location(headers, "redirects/" + path)).startsWith(TestOrigin.edge() + signed);
    }

    static Stream<Arguments> otherWays() {
        return HEADERS.stream().flatMap(headers -> Stream.of(
                Arguments.of(headers, "copied", "/a.txt?"),
                Arguments.of(headers, "cloned", "/a.txt?"),
                Arguments.of(headers, "as-text", "/a.txt?"),
                Arguments.of(headers, "resolved", "/a.txt?"),
                Arguments.of(headers, "converted", "/a.txt?")));
    }

    @ParameterizedTest
    @MethodSource("otherWays")
    void redirect_ofACopiedOrConvertedResponse_isToTheReturnedLocation(Map<String, String> headers, String path,
            String signed) {
        assertThat(location(headers, "forwarded/" + path)).startsWith(TestOrigin.edge() + signed);
    }

    /** The URL begins with the distribution's host and the application's path. */
    @ParameterizedTest
    @MethodSource("headers")
    void absoluteUrl_belowThePathOfTheApplication_keepsIt(Map<String, String> headers) {
        assertThat(location(headers, "forwarded/absolute-below-same-name")).startsWith(TestOrigin.edge() + "/app/api/a.txt?");
    }

    static Stream<Map<String, String>> headers() {
        return HEADERS.stream();
    }

    /** The intended location is unknown, because the builder does not record it. */
    @ParameterizedTest
    @MethodSource("headers")
    void redirect_thatAnotherBuilderHasResolved_failsTheRequest(Map<String, String> headers) {
        given().redirects().follow(false).headers(withEdge(headers)).get("/api/forwarded/other-builder").then()
                .statusCode(500);
    }

    @ParameterizedTest
    @ValueSource(strings = { "foreign", "protocol-relative" })
    void redirect_toAForeignHostThatAHeaderNames_failsTheRequest(String path) {
        given().redirects().follow(false).header("X-Forwarded-Host", "foreign.example")
                .get("/api/forwarded/" + path).then().statusCode(500);
    }

    private static String location(Map<String, String> headers, String path) {
        return given().redirects().follow(false).headers(withEdge(headers)).get("/api/" + path).then().extract()
                .header("Location");
    }

    private static Map<String, String> withEdge(Map<String, String> headers) {
        String edge = URI.create(TestOrigin.edge()).getAuthority();
        return headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                header -> header.getValue().replace("{edge}", edge)));
    }

    @PermitAll
    @Path("/forwarded")
    public static class Resource {

        @GET
        @Path("copied")
        @SignedResource
        public Response copied() {
            return Response.fromResponse(Response.seeOther(URI.create("/a.txt")).build()).header("X-Copy", 1).build();
        }

        @GET
        @Path("cloned")
        @SignedResource
        public Response cloned() {
            return Response.status(303).clone().location(URI.create("/a.txt")).clone().build();
        }

        @GET
        @Path("as-text")
        @SignedResource
        public Response asText() {
            return Response.status(303).header(HttpHeaders.LOCATION, "/a.txt").build();
        }

        @GET
        @Path("resolved")
        @SignedResource
        public Response resolved() {
            return Response.status(303).header(HttpHeaders.LOCATION, URI.create(TestOrigin.edge() + "/a.txt")).build();
        }

        @GET
        @Path("converted")
        @SignedResource
        public Response converted() {
            return RestResponse.seeOther(URI.create("/a.txt")).toResponse();
        }

        @GET
        @Path("absolute-below-same-name")
        @SignedResource
        public Response absoluteBelowSameName() {
            return Response.seeOther(URI.create(TestOrigin.edge() + "/app/api/a.txt")).build();
        }

        @GET
        @Path("other-builder")
        @SignedResource
        public Response otherBuilder() {
            return new ResponseBuilderImpl().location(URI.create("/a.txt")).status(303).build();
        }

        @GET
        @Path("foreign")
        @SignedResource
        public Response foreign() {
            return Response.seeOther(URI.create("http://foreign.example/app/api/a.txt")).build();
        }

        @GET
        @Path("protocol-relative")
        @SignedResource
        public Response protocolRelative() {
            return Response.seeOther(URI.create("//foreign.example/a.txt")).build();
        }
    }
}
