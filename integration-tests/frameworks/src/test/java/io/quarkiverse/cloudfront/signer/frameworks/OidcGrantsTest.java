package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;

/**
 * Signed cookies of users who have logged in with the code flow, with two tenants in one browser. The tenant {@code shop}
 * stores each token of its session in a separate cookie, and verifies the access token. The tenant {@code club} refreshes its
 * session with each request.
 */
@Tag("nightly")
class OidcGrantsTest {

    private static final int HOUR = 3_600;
    /** The length of an ID token that needs two cookies. */
    private static final int LONG = 4_000;

    @RegisterExtension
    static final QuarkusUnitTest TEST = tenant(tenant(new QuarkusUnitTest(), "shop"), "club")
            .withApplicationRoot(root -> root.addClasses(Shop.class, Club.class, TestProvider.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-oidc", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.expires-in", "30m")
            .overrideConfigKey("quarkus.smallrye-jwt.enabled", "false")
            .overrideConfigKey("quarkus.keycloak.devservices.enabled", "false")
            .overrideConfigKey("quarkus.oidc.tenant-enabled", "false")
            .overrideConfigKey("quarkus.oidc.shop.token-state-manager.split-tokens", "true")
            .overrideConfigKey("quarkus.oidc.shop.authentication.verify-access-token", "true")
            .overrideConfigKey("quarkus.oidc.club.token-state-manager.strategy", "id-refresh-tokens")
            .overrideConfigKey("quarkus.oidc.club.token-state-manager.encryption-required", "false")
            .overrideConfigKey("quarkus.oidc.club.token.refresh-expired", "true")
            .overrideConfigKey("quarkus.oidc.club.token.refresh-token-time-skew", "2h");

    private static QuarkusUnitTest tenant(QuarkusUnitTest test, String tenant) {
        String prefix = "quarkus.oidc." + tenant + ".";
        return test.overrideConfigKey(prefix + "auth-server-url", TestProvider.url())
                .overrideConfigKey(prefix + "application-type", "web-app")
                .overrideConfigKey(prefix + "client-id", tenant)
                .overrideConfigKey(prefix + "credentials.secret", "a-secret-of-at-least-thirty-two-characters")
                .overrideConfigKey(prefix + "tenant-paths", "/" + tenant + "/*")
                // without separate cookie paths, quarkus-oidc ends a tenant's session when another tenant requires a login
                .overrideConfigKey(prefix + "authentication.cookie-path", "/" + tenant)
                .overrideConfigKey(prefix + "logout.path", "/" + tenant + "/logout")
                .overrideConfigKey(prefix + "logout.frontchannel.path", "/" + tenant + "/front")
                .overrideConfigKey(prefix + "logout.backchannel.path", "/" + tenant + "/back");
    }

    private final Map<String, String> browser = new LinkedHashMap<>();
    private final Map<String, String> paths = new HashMap<>();

    @BeforeEach
    void openNewBrowser() {
        browser.clear();
    }

    private Response get(String path) {
        Map<String, String> sent = new LinkedHashMap<>(browser);
        sent.keySet().removeIf(name -> !path.startsWith(paths.get(name)));
        Response response = given().cookies(sent).header("Accept", "text/html, */*").redirects().follow(false)
                .urlEncodingEnabled(false).get(path);
        for (String cookie : response.headers().getValues("Set-Cookie")) {
            String name = cookie.substring(0, cookie.indexOf('='));
            String value = cookie.substring(name.length() + 1, cookie.indexOf(';'));
            if (cookie.contains("Max-Age=0") || value.isEmpty()) {
                browser.remove(name);
            } else if (name.startsWith("q_")) {
                browser.put(name, value);
                paths.put(name, cookie.replaceFirst(".*; Path=([^;]*).*", "$1"));
            }
        }
        return response;
    }

    private Response logIn(String tenant, JsonObject tokens) {
        Response challenge = get("/" + tenant + "/access");
        assertThat(challenge.statusCode()).isEqualTo(302);
        Map<String, String> query = new LinkedHashMap<>();
        for (String parameter : URI.create(challenge.header("Location")).getRawQuery().split("&")) {
            query.put(parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));
        }
        String callback = URI.create(URLDecoder.decode(query.get("redirect_uri"), StandardCharsets.UTF_8)).getPath();
        Response loggedIn = get(callback + "?state=" + query.get("state") + "&code=" + TestProvider.opaque(tokens));
        assertThat(loggedIn.statusCode()).isEqualTo(302);
        assertThat(loggedIn.header("Location")).endsWith("/" + tenant + "/access");
        Response response = get("/" + tenant + "/access");
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private static JsonObject token(String tenant, String user, int lives) {
        return new JsonObject().put("sub", user).put("aud", tenant).put("sid", "session-of-" + user).put("lives", lives);
    }

    private static JsonObject tokens(String tenant, String user) {
        JsonObject id = new JsonObject().put("id", token(tenant, user, HOUR));
        JsonObject refreshed = id;
        for (int i = 0; i < 6; i++) {
            refreshed = id.copy().put("refresh", refreshed);
        }
        return refreshed;
    }

    private static List<String> cleared(Response response) {
        return response.headers().getValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("CloudFront-Policy=;"))
                .map(cookie -> cookie.replaceFirst(".*; Path=([^;]*).*", "$1")).toList();
    }

    private static boolean grants(Response response) {
        return response.headers().getValues("Set-Cookie").stream()
                .anyMatch(cookie -> cookie.startsWith("CloudFront-Policy=") && !cookie.startsWith("CloudFront-Policy=;"));
    }

    private static long expiry(Response response) {
        Matcher expiry = Pattern.compile("\"AWS:EpochTime\":(\\d+)")
                .matcher(SignedUrls.policyOfCookies(response.headers().getValues("Set-Cookie")));
        assertThat(expiry.find()).isTrue();
        return Long.parseLong(expiry.group(1)) - Instant.now().getEpochSecond();
    }

    private void logInToBoth() {
        assertThat(grants(logIn("shop", tokens("shop", "alice")))).isTrue();
        Response club = logIn("club", tokens("club", "bob"));
        assertThat(grants(club)).isTrue();
        assertThat(cleared(club)).as("of the other tenant").isEmpty();
        assertThat(browser).containsKeys("q_session_shop", "q_session_club");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/shop/logout", "/shop/front?iss=ISSUER&sid=session-of-alice" })
    void logoutOfATenant_leavesTheOthersGrants(String path) {
        logInToBoth();

        assertThat(cleared(get(path.replace("ISSUER", TestProvider.url())))).containsExactly("/shop/");
        assertThat(grants(get("/club/access"))).isTrue();
        assertThat(cleared(get("/club/logout"))).containsExactly("/club/");
    }

    @Test
    void frontChannelLogoutOfAnotherSession_clearsNothing() {
        logInToBoth();

        assertThat(cleared(get("/shop/front?iss=" + TestProvider.url() + "&sid=another"))).isEmpty();
    }

    @Test
    void backChannelLogout_clearsWithTheNextRequest() {
        logInToBoth();
        String logout = TestProvider.jwt(new JsonObject().put("sub", "alice").put("aud", "shop")
                .put("sid", "session-of-alice").put("jti", UUID.randomUUID().toString())
                .put("iat", Instant.now().getEpochSecond())
                .put("exp", Instant.now().getEpochSecond() + 60).put("events",
                        new JsonObject().put("http://schemas.openid.net/event/backchannel-logout", new JsonObject())));

        assertThat(given().formParam("logout_token", logout).post("/shop/back").statusCode()).isEqualTo(200);

        assertThat(cleared(get("/club/access"))).isEmpty();
        Response next = get("/shop/access");
        assertThat(next.statusCode()).isEqualTo(302);
        assertThat(cleared(next)).containsExactly("/shop/");
    }

    @Test
    void anotherUserOfATenant_clearsTheFormersGrantsOnly() {
        logInToBoth();
        browser.keySet().removeIf(name -> name.startsWith("q_session") && name.contains("_shop"));

        Response challenge = logIn("shop", tokens("shop", "carol"));

        assertThat(grants(challenge)).isTrue();
        assertThat(browser.keySet()).filteredOn(name -> name.startsWith("q_cloudfront_")).hasSize(2);
        assertThat(cleared(get("/shop/logout"))).containsExactly("/shop/");
    }

    @Test
    void refreshedSessionOfFewerCookies_keepsTheGrants() {
        JsonObject small = new JsonObject().put("id", token("club", "bob", HOUR)).put("refresh",
                new JsonObject().put("id", token("club", "bob", HOUR)));
        JsonObject large = new JsonObject().put("id", token("club", "bob", HOUR).put("fill", LONG));
        assertThat(grants(logIn("club", large.copy().put("refresh", large.copy().put("refresh", small))))).isTrue();
        assertThat(browser).containsKeys("q_session_club_chunk_1", "q_session_club_chunk_2");

        Response refreshed = get("/club/page");

        assertThat(refreshed.statusCode()).isEqualTo(200);
        assertThat(browser).containsKey("q_session_club").doesNotContainKey("q_session_club_chunk_2");
        assertThat(cleared(refreshed)).isEmpty();
        assertThat(browser.keySet()).anyMatch(name -> name.startsWith("q_cloudfront_"));
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void verifiedAccessTokenThatExpiresFirst_limitsTheGrant(boolean opaque) {
        JsonObject access = token("shop", "alice", 300);
        JsonObject tokens = new JsonObject().put("id", token("shop", "alice", HOUR))
                .put("access", opaque ? access.put("opaque", true) : access);

        assertThat(expiry(logIn("shop", tokens))).isBetween(200L, 300L);
    }

    @Test
    void idTokenThatExpiresFirst_limitsTheGrant() {
        JsonObject tokens = new JsonObject().put("id", token("shop", "alice", 300)).put("access", token("shop", "alice", HOUR));

        assertThat(expiry(logIn("shop", tokens))).isBetween(200L, 300L);
    }

    @Path("/shop")
    public static class Shop {

        @GET
        @Path("access")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/shop/*")
        public String access() {
            return "access";
        }
    }

    @Path("/club")
    public static class Club {

        @GET
        @Path("access")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/club/*")
        public String access() {
            return "access";
        }

        @GET
        @Path("page")
        @io.quarkus.security.Authenticated
        public String page() {
            return "page";
        }
    }
}
