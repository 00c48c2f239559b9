package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ExtractableResponse;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Signed cookies at the edge, and their end. {@link CookieReturnTypesTest} has methods of every kind.
 */
@QuarkusTest
class CookiesTest {

    private static ExtractableResponse<?> get(String user, String path) {
        return given().auth().preemptive().basic(user, user).redirects().follow(false).get("/films/" + path).then().extract();
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

    @Test
    void cookies_openTheirPathAtTheEdge() throws Exception {
        ExtractableResponse<?> response = get("alice", "nothing");
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
        assertThat(get("alice", "text").body().asString()).isEqualTo("https://elsewhere.example.com/*?Policy=1");
        assertThat(get("alice", "nothing").statusCode()).isEqualTo(204);
        assertThat(get("alice", "redirect").header("Location")).isEqualTo("https://elsewhere.example.com/");
    }

    @ParameterizedTest
    @ValueSource(strings = { "failing", "not-found" })
    void errorResponse_setsNoCookies(String path) {
        ExtractableResponse<?> response = get("alice", path);

        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(response.headers().getValues("Set-Cookie")).isEmpty();
    }

    @Test
    void anonymousRequest_getsNoCookies() {
        ExtractableResponse<?> response = given().get("/films/open").then().extract();

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().getValues("Set-Cookie")).isEmpty();
    }

    @Test
    void ownCookies_remain() {
        ExtractableResponse<?> response = get("alice", "response");

        assertThat(response.headers().getValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("own=1"));
    }

    @Test
    void principal_isPartOfTheResource() {
        assertThat(SignedUrls.policyOfCookies(cookies(get("alice", "own")).values()))
                .contains("\"Resource\":\"" + TestOrigin.edge() + "/users/alice/*\"");
    }

    private static Map<String, String> receipts(ExtractableResponse<?> response) {
        return response.headers().getValues("Set-Cookie").stream()
                .filter(header -> header.startsWith("q_cloudfront_") && !header.contains("Max-Age=0"))
                .collect(Collectors.toMap(header -> header.substring(0, header.indexOf('=')), CookiesTest::value));
    }

    @Test
    void clear_removesAllGrantedCookies() {
        Map<String, String> receipts = new TreeMap<>(receipts(get("alice", "nothing")));
        receipts.putAll(receipts(get("alice", "own")));
        ExtractableResponse<?> response = given().cookies(receipts).post("/films/log-out").then().extract();

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
                .cookies(receipts(get("alice", "own"))).get("/films/own").then().extract();

        assertThat(response.headers().getValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("CloudFront-Signature="))
                .satisfiesExactly(cookie -> assertThat(cookie).contains("=; Max-Age=0;", "; Path=/users/alice/;"),
                        cookie -> assertThat(cookie).contains("; Path=/users/bob/;").doesNotContain("Max-Age"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "lecture/sub%20folder", "lecture/later/sub%20folder" })
    void cookiesThatCodeAsksFor_areSetForTheirRoleOnly(String path) throws Exception {
        ExtractableResponse<?> student = page("alice", path);

        assertThat(edge("/sub%20folder/b.txt", cookies(student))).isEqualTo(200);
        assertThat(student.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(given().cookies(receipts(student)).post("/films/log-out").headers().getValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("CloudFront-Signature=; Max-Age=0;"));
        for (ExtractableResponse<?> other : List.of(page("bob", path), given().urlEncodingEnabled(false)
                .get("/films/" + path).then().extract())) {
            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(other.body().asString()).isEqualTo("for everybody");
            assertThat(other.headers().getValues("Set-Cookie")).isEmpty();
            assertThat(other.header("Cache-Control")).isNull();
        }
    }

    private static ExtractableResponse<?> page(String user, String path) {
        return given().urlEncodingEnabled(false).auth().preemptive().basic(user, user).get("/films/" + path).then().extract();
    }

    @Test
    void cookiesThatCodeAsksForTooLate_breakTheResponseOff() throws Exception {
        try (CapturedLog log = CapturedLog.begin()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port
                    + "/films/late")).header("Authorization", "Basic YWxpY2U6YWxpY2U=").build();

            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            await().atMost(60, TimeUnit.SECONDS).until(() -> log.text().contains("Films#files: signed cookies cannot be set, "
                    + "because the headers of the response have already been sent"));
        }
    }

    @Path("/films")
    public static class Films {

        private final Grants grants;
        private final SecurityIdentity identity;

        Films(Grants grants, SecurityIdentity identity) {
            this.grants = grants;
            this.identity = identity;
        }

        @GET
        @Path("lecture/{id}")
        @PermitAll
        public String lecture(String id) {
            if (identity.hasRole("viewer")) {
                files(id);
            }
            return "for everybody";
        }

        @GET
        @Path("lecture/later/{id}")
        @PermitAll
        public Uni<String> lectureLater(String id) {
            return Uni.createFrom().item("for everybody").emitOn(Infrastructure.getDefaultWorkerPool())
                    .invoke(() -> lecture(id));
        }

        @GET
        @Path("late")
        @RolesAllowed("viewer")
        public StreamingOutput late() {
            return output -> {
                output.write(new byte[100_000]);
                output.flush();
                files("sub folder");
            };
        }

        @RolesAllowed("viewer")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/{id}/*")
        void files(String id) {
        }

        @GET
        @Path("nothing")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public void nothing() {
        }

        @GET
        @Path("text")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public String text() {
            return "https://elsewhere.example.com/*?Policy=1";
        }

        @GET
        @Path("response")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public Response response() {
            return Response.ok("x").cookie(new NewCookie.Builder("own").value("1").build()).build();
        }

        @GET
        @Path("redirect")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public Response redirect() {
            return Response.seeOther(URI.create("https://elsewhere.example.com/")).build();
        }

        @GET
        @Path("failing")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public void failing() {
            throw new NotFoundException();
        }

        @GET
        @Path("not-found")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public Response notFound() {
            return Response.status(404).build();
        }

        @GET
        @Path("open")
        @PermitAll
        @SignedResource(delivery = Delivery.COOKIES, resource = "/sub%20folder/*")
        public void open() {
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
