package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;

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

    @Path("/films")
    public static class Films {

        private final Grants grants;

        Films(Grants grants) {
            this.grants = grants;
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
