package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;

/**
 * Marks of users who have logged in with quarkus-oidc, behind a gate and with signed URLs. A logout revokes them.
 */
class MarksTest extends GateVisitor {

    @RegisterExtension
    static final QuarkusUnitTest TEST = TestProvider.webApp()
            .withApplicationRoot(root -> root.addClasses(Film.class, TestProvider.class, TestOrigin.class, GateVisitor.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.revoke-on", "logout,back-channel-logout")
            .overrideConfigKey("quarkus.cloudfront-signer.expiry-window", "5m")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/*")
            .overrideConfigKey("quarkus.oidc.logout.path", "/application-logout")
            .overrideConfigKey("quarkus.oidc.logout.backchannel.path", "/back-channel-logout")
            .overrideConfigKey("quarkus.oidc.authentication.redirect-path", "/callback");

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    String site;

    @Inject
    Grants grants;

    private static JsonObject user(String name, long login) {
        JsonObject code = code(HOUR);
        code.getJsonObject("id").put("sub", name).put("auth_time", login);
        return code;
    }

    private void logIn(String name) {
        browser.clear();
        assertThat(logIn(login("/a.txt"), user(name, Instant.now().getEpochSecond())).statusCode()).isEqualTo(303);
    }

    /** A session at the provider, which can give out several tokens and survive logouts. */
    private void logIn(String name, String session, long login) {
        browser.clear();
        JsonObject code = user(name, login);
        code.getJsonObject("id").put("sid", session);
        assertThat(logIn(login("/a.txt"), code).statusCode()).isEqualTo(303);
    }

    private int fileBehindTheGate() {
        return given().cookies(browser).get(site + "/a.txt").statusCode();
    }

    @Test
    void url_namesTheUserAndTheLogin() throws Exception {
        long login = Instant.now().getEpochSecond() - 100;
        logIn(login("/a.txt"), user("dave", login));
        String first = get("/film").asString();
        browser.clear();
        logIn(login("/a.txt"), user("dave", login));

        assertThat(first).contains("mark=" + grants.mark(TestProvider.url(), "dave").get(0) + "." + Long.toString(login, 36)
                + "-");
        assertThat(get("/film").asString()).as("of another token of the same login").isEqualTo(first);
        assertThat(SignedUrls.status(first)).isEqualTo(200);
        assertThat(browser.get("q_cloudfront_mark")).startsWith(grants.mark(TestProvider.url(), "dave").get(0) + ".");
    }

    /** After a new login, a browser would use the URL from its cache, which has been revoked. */
    @Test
    void responseWithAUrl_isNotUsedAgain() {
        logIn("erin");

        assertThat(get("/film").header("Cache-Control")).isEqualTo("private, no-cache");
    }

    /** After a new login, the film goes on. */
    @ParameterizedTest
    @ValueSource(strings = { "back-channel", "browser", "gate" })
    void logout_revokesUrlsAndCookies(String way) throws Exception {
        String user = "user-of-" + way;
        logIn("someone-else");
        String other = get("/film").asString();
        logIn(user);
        String url = get("/film").asString();
        assertThat(fileBehindTheGate()).isEqualTo(200);
        assertThat(SignedUrls.status(url)).isEqualTo(200);
        Map<String, String> held = new LinkedHashMap<>(browser);

        if (way.equals("back-channel")) {
            assertThat(backChannelLogout(user, null).statusCode()).isEqualTo(200);
        } else if (way.equals("browser")) {
            assertThat(get("/application-logout").statusCode()).isEqualTo(302);
        } else {
            assertThat(get("/private-access/logout").statusCode()).isEqualTo(302);
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> SignedUrls.status(url) == 403);
        browser.clear();
        browser.putAll(held);
        assertThat(fileBehindTheGate()).as("with a copy of the cookies").isEqualTo(403);
        Response renewal = receive(request().post("/private-access/renew"));
        assertThat(renewal.statusCode()).as("without a store of sessions").isEqualTo(way.equals("back-channel") ? 401 : 204);
        assertThat(fileBehindTheGate()).as("with the cookies of a late renewal").isEqualTo(403);
        assertThat(SignedUrls.status(other)).isEqualTo(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            logIn(user);
            return fileBehindTheGate() == 200 && SignedUrls.status(get("/film").asString()) == 200;
        });
        assertThat(SignedUrls.status(url)).isEqualTo(403);
    }

    /** The cookies of a session that has ended are sent again, as often as somebody likes. */
    @ParameterizedTest
    @ValueSource(strings = { "back-channel", "browser", "gate" })
    void devices_liveSideBySide(String way) throws Exception {
        String user = "two-devices-" + way;
        long morning = Instant.now().getEpochSecond() - 3600;
        logIn(user, "laptop", morning);
        String ofLaptop = get("/film").asString();
        Map<String, String> laptop = new LinkedHashMap<>(browser);
        logIn(user, "phone", morning);
        String ofPhone = get("/film").asString();
        Map<String, String> phone = new LinkedHashMap<>(browser);

        logOut(way, user, "phone");
        await().atMost(Duration.ofSeconds(60)).until(() -> SignedUrls.status(ofPhone) == 403);
        assertThat(SignedUrls.status(ofLaptop)).isEqualTo(200);
        logIn(user, "phone", morning);
        assertThat(SignedUrls.status(get("/film").asString())).as("without a new login at the provider").isEqualTo(403);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            logIn(user, "phone", Instant.now().getEpochSecond());
            return SignedUrls.status(get("/film").asString()) == 200;
        });
        String again = get("/film").asString();
        Map<String, String> fresh = new LinkedHashMap<>(browser);

        if (!way.equals("back-channel")) {
            for (int i = 0; i < 5; i++) {
                browser.clear();
                browser.putAll(phone);
                logOut(way, user, "phone");
            }
        }
        for (Map<String, String> device : List.of(laptop, fresh)) {
            browser.clear();
            browser.putAll(device);
            assertThat(fileBehindTheGate()).isEqualTo(200);
            assertThat(SignedUrls.status(get("/film").asString())).isEqualTo(200);
        }
        assertThat(SignedUrls.status(again)).isEqualTo(SignedUrls.status(ofLaptop)).isEqualTo(200);
        assertThat(SignedUrls.status(ofPhone)).isEqualTo(403);
    }

    private void logOut(String way, String user, String session) {
        if (way.equals("back-channel")) {
            assertThat(backChannelLogout(user, session).statusCode()).isEqualTo(200);
        } else {
            assertThat(get(way.equals("browser") ? "/application-logout" : "/private-access/logout").statusCode())
                    .isEqualTo(302);
        }
    }

    @Test
    void backChannelLogoutWithoutASession_endsAllLogins() throws Exception {
        logIn("frank", "laptop", Instant.now().getEpochSecond() - 60);
        String ofLaptop = get("/film").asString();
        logIn("frank", "phone", Instant.now().getEpochSecond() - 60);
        String ofPhone = get("/film").asString();

        assertThat(backChannelLogout("frank", null).statusCode()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(60)).until(() -> SignedUrls.status(ofPhone) == 403);
        assertThat(SignedUrls.status(ofLaptop)).isEqualTo(403);
    }

    /** quarkus-oidc finds it before it refreshes a token that expires soon. */
    @ParameterizedTest
    @ValueSource(ints = { 60, HOUR })
    void requestAfterABackChannelLogout_needsALogin(int seconds) {
        assertNextRequestNeedsALogin(seconds);
    }

    /** Whoever knows the path could revoke anyone otherwise. */
    @Test
    void forgedLogoutToken_revokesNothing() throws Exception {
        logIn("carol");
        String url = get("/film").asString();
        String forged = "e30." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(new JsonObject().put("iss", TestProvider.url()).put("sub", "carol").encode().getBytes()) + ".x";

        assertThat(given().formParam("logout_token", forged).post("/back-channel-logout").statusCode()).isEqualTo(400);
        assertThat(given().formParam("logout_token", forged).post("/film").statusCode()).isEqualTo(405);

        assertThat(SignedUrls.status(url)).isEqualTo(200);
    }

    @Path("/film")
    public static class Film {

        @GET
        @SignedResource
        public String url() {
            return "/a.txt";
        }
    }
}
