package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestStreamElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.restassured.http.Headers;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Headers that take precedence over {@code Cache-Control} in some caches, and application code that sets headers as late as
 * possible.
 */
@QuarkusTest
class CachingHeadersTest {

    private static final List<String> OTHERS = List.of("CDN-Cache-Control", "Cloudflare-CDN-Cache-Control", "Surrogate-Control",
            "Expires", "Pragma");

    private static Headers headers(String path) {
        return given().auth().preemptive().basic("alice", "alice").get("/caching/preset/late/" + path).then().statusCode(200)
                .extract()
                .headers();
    }

    @ParameterizedTest
    @ValueSource(strings = { "cookies", "cookies?late=filter", "cookies?late=route", "cookies?late=router" })
    void responseWithCookies_hasNoOtherCaching(String path) {
        Headers headers = headers(path);
        assertThat(headers.getValues("Set-Cookie")).isNotEmpty();
        assertThat(headers.getValues("Cache-Control")).containsExactly("private, no-store");
        assertThat(OTHERS).noneMatch(headers::hasHeaderWithName);
    }

    /** The headers of server-sent events are sent before anything is signed. */
    @ParameterizedTest
    @ValueSource(strings = { "url", "events", "photo-events", "url?late=filter", "url?late=route", "url?late=router" })
    void responseWithUrls_isForOneUser(String path) {
        Headers headers = headers(path);
        // the browser's cache does not know the user of HTTP authentication
        assertThat(headers.getValues("Cache-Control")).containsExactly("private, no-cache");
        assertThat(headers.getValues("Vary")).contains("Cookie, Authorization");
        assertThat(OTHERS).noneMatch(headers::hasHeaderWithName);
    }

    @Test
    void overriddenHeader_isWarnedOfWithTheMethod() {
        try (CapturedLog log = CapturedLog.begin()) {
            headers("warned?late=filter");

            assertThat(log.messages(Level.WARNING)).anyMatch(message -> message.startsWith(Resource.class.getName()
                    + "#warned: the response with signed URLs had the header \"CDN-Cache-Control: max-age=88\", "));
        }
    }

    @Test
    void otherResponse_keepsAllOfThem() {
        Headers headers = headers("unsigned");
        assertThat(headers.getValues("Cache-Control")).containsExactly("public, max-age=86400");
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
    @Path("/caching/preset/late")
    public static class Resource {

        @GET
        @Path("cookies")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        public String cookies() {
            return "ok";
        }

        @GET
        @Path("url")
        @SignedResource
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("warned")
        @SignedResource
        public String warned() {
            return "/a.txt";
        }

        @GET
        @Path("events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @SignedResource
        public Multi<String> events() {
            return Multi.createFrom().items("/a.txt", "/b.txt");
        }

        @GET
        @Path("photo-events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @RestStreamElementType(MediaType.APPLICATION_JSON)
        public Multi<Photo> photoEvents() {
            return Multi.createFrom().items(new Photo("/a.txt"));
        }

        @GET
        @Path("unsigned")
        public String unsigned() {
            return "ok";
        }
    }

    public record Photo(@SignedResource String url) {
    }
}
