package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.ExtractableResponse;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Signed cookies on the responses of REST methods of every kind.
 */
class CookiesTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Videos.class, Filters.class, TestOrigin.class))
            .overrideConfigKey("quarkus.http.header.\"Cache-Control\".value", "public, max-age=86400")
            .overrideConfigKey("quarkus.http.header.\"Cache-Control\".path", "/videos/preset/*")
            .setLogRecordPredicate(record -> record.getLoggerName().endsWith(".viewer.CachingWarnings"))
            .assertLogRecords(records -> assertThat(records).as("a warning").hasSize(1))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.cookies.resource", "/users/{principal}/*")
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
            .overrideConfigKey("quarkus.security.users.embedded.users.bob", "bob")
            .overrideConfigKey("quarkus.security.users.embedded.roles.alice", "viewer");

    private static ExtractableResponse<?> get(String user, String path) {
        return given().auth().preemptive().basic(user, user).redirects().follow(false).get("/videos/" + path).then().extract();
    }

    private static Map<String, String> cookies(ExtractableResponse<?> response) {
        return response.headers().getValues("Set-Cookie").stream()
                .filter(header -> header.startsWith("CloudFront-"))
                .collect(Collectors.toMap(header -> header.substring(0, header.indexOf('=')), header -> header, (a, b) -> a,
                        TreeMap::new));
    }

    private static String value(String setCookie) {
        return setCookie.substring(setCookie.indexOf('=') + 1, setCookie.indexOf(';'));
    }

    private static String policy(Map<String, String> cookies) {
        String encoded = value(cookies.get("CloudFront-Policy"));
        return new String(Base64.getDecoder().decode(encoded.replace('-', '+').replace('_', '=').replace('~', '/')),
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = { "7/nothing", "7/text", "7/later", "7/nothing-later", "7/stream", "7/output", "7/response",
            "7/rest-response", "7/stage", "7/redirect", "7/event-loop" })
    void methodOfEachKind_setsCookies(String path) throws Exception {
        ExtractableResponse<?> response = get("alice", path);
        Map<String, String> cookies = cookies(response);

        assertThat(response.statusCode()).isLessThan(400);
        assertThat(cookies).containsOnlyKeys("CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id",
                "CloudFront-Hash-Algorithm");
        assertThat(cookies.values()).allSatisfy(cookie -> assertThat(cookie).contains("; Path=/sub%20folder/", "; Secure",
                "; HTTPOnly", "; SameSite=Lax").doesNotContain("Max-Age", "Expires=", "Domain"));
        assertThat(response.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(edge("/sub%20folder/b.txt", cookies)).isEqualTo(200);
        assertThat(edge("/a.txt", cookies)).isEqualTo(403);
    }

    private static int edge(String path, Map<String, String> cookies) throws IOException, InterruptedException {
        String header = cookies.values().stream().map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(TestOrigin.edge() + path))
                .header("Cookie", header).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void body_staysAsItIs() {
        assertThat(get("alice", "7/text").body().asString()).isEqualTo("https://elsewhere.example.com/*?Policy=1");
        assertThat(get("alice", "7/nothing").statusCode()).isEqualTo(204);
        assertThat(get("alice", "7/redirect").header("Location")).isEqualTo("https://elsewhere.example.com/");
    }

    @ParameterizedTest
    @ValueSource(strings = { "7/failing", "7/failing-later", "7/not-found" })
    void errorResponse_setsNoCookies(String path) {
        ExtractableResponse<?> response = get("alice", path);

        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(response.headers().getValues("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "7/nothing", "7/open", "7/open-later" })
    void anonymousRequest_getsNoCookies(String path) {
        ExtractableResponse<?> response = given().redirects().follow(false).get("/videos/" + path).then().extract();

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().getValues("Set-Cookie")).isEmpty();
    }

    @Test
    void ownCookies_remain() {
        ExtractableResponse<?> response = get("alice", "7/response");

        assertThat(response.headers().getValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("own=1"));
    }

    @Test
    void principal_isPartOfTheResource() {
        assertThat(policy(cookies(get("alice", "own")))).contains("\"Resource\":\"" + TestOrigin.edge() + "/users/alice/*\"");
    }

    private static Map<String, String> receipts(ExtractableResponse<?> response) {
        return response.headers().getValues("Set-Cookie").stream()
                .filter(header -> header.startsWith("q_cloudfront_") && !header.contains("Max-Age=0"))
                .collect(Collectors.toMap(header -> header.substring(0, header.indexOf('=')), CookiesTest::value));
    }

    @Test
    void clear_removesAllGrantedCookies() {
        Map<String, String> receipts = new TreeMap<>(receipts(get("alice", "7/nothing")));
        receipts.putAll(receipts(get("alice", "own")));
        ExtractableResponse<?> response = given().cookies(receipts).post("/videos/log-out").then().extract();

        assertThat(response.headers().getValues("Set-Cookie"))
                .hasSize(2 * 6)
                .allSatisfy(cookie -> assertThat(cookie).contains("=; Max-Age=0; ", "; Secure", "; SameSite=None"))
                .filteredOn(cookie -> cookie.startsWith("CloudFront-Signature="))
                .satisfiesExactlyInAnyOrder(cookie -> assertThat(cookie).contains("; Path=/sub%20folder/;"),
                        cookie -> assertThat(cookie).contains("; Path=/users/alice/;"));
    }

    @Test
    void cookiesOfAnotherUser_areCleared() {
        ExtractableResponse<?> response = given().auth().preemptive().basic("bob", "bob")
                .cookies(receipts(get("alice", "own"))).get("/videos/own").then().extract();

        assertThat(response.headers().getValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("CloudFront-Signature="))
                .satisfiesExactly(cookie -> assertThat(cookie).contains("=; Max-Age=0;", "; Path=/users/alice/;"),
                        cookie -> assertThat(cookie).contains("; Path=/users/bob/;").doesNotContain("Max-Age"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "7/own-caching", "preset/nothing", "filtered/nothing", "answered/nothing" })
    void otherCaching_isOverruled(String path) {
        for (int i = 0; i < 2; i++) {
            ExtractableResponse<?> response = get("alice", path);

            assertThat(cookies(response)).isNotEmpty();
            assertThat(response.headers().getValues("Cache-Control")).containsExactly("private, no-store");
        }
    }

    /**
     * Sets the header for other responses as applications do: as late as a filter can, and in responses of REST methods.
     */
    @ApplicationScoped
    public static class Filters {

        void register(@Observes io.quarkus.vertx.http.runtime.filters.Filters filters) {
            filters.register(context -> {
                if (context.request().path().contains("/filtered/")) {
                    context.addHeadersEndHandler(ignored -> context.response().putHeader("Cache-Control", "public"));
                }
                context.next();
            }, 1_000_000);
        }

        @ServerResponseFilter
        public void filter(UriInfo uri, ContainerResponseContext response) {
            if (uri.getPath().contains("/answered/")) {
                response.getHeaders().putSingle("Cache-Control", "public");
            }
        }
    }

    @Path("/videos")
    public static class Videos {

        private final Grants grants;

        Videos(Grants grants) {
            this.grants = grants;
        }

        @GET
        @Path("{id}/nothing")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public void nothing() {
        }

        @GET
        @Path("{id}/text")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public String text() {
            return "https://elsewhere.example.com/*?Policy=1";
        }

        @GET
        @Path("{id}/event-loop")
        @NonBlocking
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public long eventLoop() {
            return 7;
        }

        @GET
        @Path("{id}/later")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public Uni<Map<String, Integer>> later() {
            return Uni.createFrom().item(Map.of("x", 1));
        }

        @GET
        @Path("{id}/nothing-later")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public Uni<Void> nothingLater() {
            return Uni.createFrom().voidItem();
        }

        @GET
        @Path("{id}/stream")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public Multi<String> stream() {
            return Multi.createFrom().items("1", "2", "3");
        }

        @GET
        @Path("{id}/output")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public StreamingOutput output() {
            return out -> out.write(new byte[100_000]);
        }

        @GET
        @Path("{id}/response")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public Response response() {
            return Response.ok("x").cookie(new NewCookie.Builder("own").value("1").build()).build();
        }

        @GET
        @Path("{id}/own-caching")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public Response ownCaching() {
            CacheControl caching = new CacheControl();
            caching.setMaxAge(5);
            return Response.ok("x").cacheControl(caching).build();
        }

        @GET
        @Path("{id}/rest-response")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public RestResponse<byte[]> restResponse() {
            return RestResponse.ok(new byte[3]);
        }

        @GET
        @Path("{id}/stage")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public CompletionStage<String> stage() {
            return CompletableFuture.supplyAsync(() -> "x");
        }

        @GET
        @Path("{id}/redirect")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public Response redirect() {
            return Response.seeOther(URI.create("https://elsewhere.example.com/")).build();
        }

        @GET
        @Path("{id}/failing")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public void failing() {
            throw new NotFoundException();
        }

        @GET
        @Path("{id}/failing-later")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public Uni<String> failingLater() {
            return Uni.createFrom().failure(new IllegalStateException("expected"));
        }

        @GET
        @Path("{id}/not-found")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public Response notFound() {
            return Response.status(404).build();
        }

        @GET
        @Path("{id}/open")
        @PermitAll
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public void open() {
        }

        @GET
        @Path("{id}/open-later")
        @PermitAll
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public Uni<String> openLater() {
            return Uni.createFrom().item("x");
        }

        @GET
        @Path("own")
        @SignedResource(delivery = Delivery.COOKIES)
        public void own() {
        }

        @POST
        @Path("log-out")
        @PermitAll
        public void logOut() {
            grants.clearCookies();
        }
    }
}
