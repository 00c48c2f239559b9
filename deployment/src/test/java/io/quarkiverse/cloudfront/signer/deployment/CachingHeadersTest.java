package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.restassured.http.Headers;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Headers that some caches obey instead of {@code Cache-Control}, and code of the application that sets headers as late as it
 * can.
 */
class CachingHeadersTest {

    private static final List<String> OTHERS = List.of("CDN-Cache-Control", "Cloudflare-CDN-Cache-Control", "Surrogate-Control",
            "Expires", "Pragma");

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, Late.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.http.header.\"Cache-Control\".value", "public, max-age=3600")
            .overrideConfigKey("quarkus.http.header.\"CDN-Cache-Control\".value", "public, max-age=3600")
            .overrideConfigKey("quarkus.http.header.\"Cloudflare-CDN-Cache-Control\".value", "max-age=3600")
            .overrideConfigKey("quarkus.http.header.\"Surrogate-Control\".value", "max-age=3600")
            .overrideConfigKey("quarkus.http.header.\"Expires\".value", "Thu, 01 Jan 2037 00:00:00 GMT")
            .overrideConfigKey("quarkus.http.header.\"Pragma\".value", "cache")
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice");

    private static Headers headers(String path) {
        return given().auth().preemptive().basic("alice", "alice").get("/caches/" + path).then().statusCode(200).extract()
                .headers();
    }

    @ParameterizedTest
    @ValueSource(strings = { "cookies", "own-cookies", "cookies?late=filter", "cookies?late=route", "cookies?late=router" })
    void responseWithCookies_hasNoOtherCaching(String path) {
        Headers headers = headers(path);
        assertThat(headers.getValues("Set-Cookie")).isNotEmpty();
        assertThat(headers.getValues("Cache-Control")).containsExactly("private, no-store");
        assertThat(OTHERS).noneMatch(headers::hasHeaderWithName);
    }

    @Test
    void responseWithUrls_hasNoCachingOfAllResponses() {
        Headers headers = headers("url");
        assertThat(headers.getValues("Cache-Control")).singleElement().asString().startsWith("private, max-age=");
        assertThat(OTHERS).noneMatch(headers::hasHeaderWithName);
    }

    @Test
    void responseWithUrls_keepsTheCachingOfTheMethod() {
        Headers headers = headers("own-url");
        assertThat(headers.getValues("Cache-Control")).containsExactly("no-store");
        assertThat(headers.getValues("CDN-Cache-Control")).containsExactly("no-store");
        assertThat(headers.hasHeaderWithName("Surrogate-Control")).isFalse();
    }

    @Test
    void otherResponse_keepsAllOfThem() {
        Headers headers = headers("unsigned");
        assertThat(headers.getValues("Cache-Control")).containsExactly("public, max-age=3600");
        assertThat(OTHERS).allMatch(headers::hasHeaderWithName);
    }

    @ApplicationScoped
    public static class Late {

        void filters(@Observes Filters filters) {
            filters.register(context -> setLate(context, "filter"), Integer.MAX_VALUE);
        }

        void routes(@Observes Router router) {
            router.route().order(-Integer.MAX_VALUE).handler(context -> setLate(context, "route"));
            router.route().order(Integer.MIN_VALUE).handler(context -> setLate(context, "router"));
        }

        private static void setLate(RoutingContext context, String place) {
            if (place.equals(context.request().getParam("late"))) {
                context.addHeadersEndHandler(ignored -> context.response().headers()
                        .set("Cache-Control", "public, max-age=88").set("CDN-Cache-Control", "max-age=88"));
            }
            context.next();
        }
    }

    @PermitAll
    @Path("/caches")
    public static class Resource {

        @GET
        @Path("cookies")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        public String cookies() {
            return "ok";
        }

        @GET
        @Path("own-cookies")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        public Response ownCookies() {
            return Response.ok("ok").header("CDN-Cache-Control", "max-age=5").header("Expires", "0").build();
        }

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("own-url")
        @SignedResource
        public Response ownUrl() {
            return Response.ok("/a.txt").header("Cache-Control", "no-store").header("CDN-Cache-Control", "no-store").build();
        }

        @GET
        @Path("unsigned")
        public String unsigned() {
            return "ok";
        }
    }
}
