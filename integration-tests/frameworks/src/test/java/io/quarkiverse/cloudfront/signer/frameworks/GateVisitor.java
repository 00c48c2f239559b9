package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A browser that logs in at gates with {@link TestProvider}.
 */
abstract class GateVisitor {

    static final int HOUR = 3_600;

    final Map<String, String> browser = new LinkedHashMap<>();

    @BeforeEach
    void openNewBrowser() {
        browser.clear();
    }

    RequestSpecification request() {
        return given().cookies(browser).header("Accept", "text/html, */*").redirects().follow(false).urlEncodingEnabled(false);
    }

    Response receive(Response response) {
        for (String cookie : response.headers().getValues("Set-Cookie")) {
            String name = cookie.substring(0, cookie.indexOf('='));
            String value = cookie.substring(name.length() + 1, cookie.indexOf(';'));
            if (cookie.contains("Max-Age=0") || value.isEmpty()) {
                browser.remove(name);
            } else {
                browser.put(name, value);
            }
        }
        return response;
    }

    Response get(String path) {
        return receive(request().get(path));
    }

    static String login(String to) {
        return "/private-access/login?return=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
    }

    /** Follows the code flow to the response of the page that asked for the login. */
    Response logIn(String page, String... roles) {
        return logIn(page, HOUR, roles);
    }

    Response logIn(String page, int seconds, String... roles) {
        return logIn(page, code(seconds, roles));
    }

    Response logIn(String page, JsonObject code) {
        Response loggedIn = get(callback(get(page), code));
        assertThat(loggedIn.statusCode()).isEqualTo(302);
        URI back = URI.create(loggedIn.header("Location"));
        return get(back.getRawPath() + "?" + back.getRawQuery());
    }

    /** What a browser sends that another site leads here. */
    Response comeFromAnotherSite(String path) {
        return receive(request().header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", "document").get(path));
    }

    static JsonObject code(int seconds, String... roles) {
        return new JsonObject().put("id", new JsonObject().put("sub", "alice").put("aud", "site").put("tenant", "acme")
                .put("lives", seconds).put("roles", new JsonArray(List.of(roles))));
    }

    /** Where the provider leads to after it has been asked for a login. */
    static String callback(Response challenge, JsonObject code) {
        assertThat(challenge.statusCode()).isEqualTo(302);
        String query = URI.create(challenge.header("Location")).getRawQuery();
        String state = query.replaceFirst(".*&?state=([^&]*).*", "$1");
        String callback = URLDecoder.decode(query.replaceFirst(".*redirect_uri=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        return URI.create(callback).getPath() + "?state=" + state + "&code=" + TestProvider.opaque(code);
    }

    /** In an application with a back-channel logout. */
    void assertNextRequestNeedsALogin(int lifetimeOfToken) {
        logIn(login("/docs/a.html"), lifetimeOfToken);
        assertThat(browser).containsKeys("q_session", "CloudFront-Policy");
        assertThat(backChannelLogout("alice", null).statusCode()).isEqualTo(200);
        assertThat(receive(request().post("/private-access/renew")).statusCode()).isEqualTo(401);
        assertThat(browser).doesNotContainKey("q_session").doesNotContainKey("CloudFront-Policy");

        logIn(login("/docs/a.html"), lifetimeOfToken);
        assertThat(backChannelLogout("alice", null).statusCode()).isEqualTo(200);
        assertThat(get(login("/docs/a.html")).header("Location")).startsWith(TestProvider.url());
    }

    static Response backChannelLogout(String user, String session) {
        JsonObject claims = new JsonObject().put("sub", user);
        if (session != null) {
            claims.put("sid", session);
        }
        String token = TestProvider.jwt(claims.put("aud", "site")
                .put("jti", UUID.randomUUID().toString()).put("iat", Instant.now().getEpochSecond())
                .put("exp", Instant.now().getEpochSecond() + 60).put("events",
                        new JsonObject().put("http://schemas.openid.net/event/backchannel-logout", new JsonObject())));
        return given().formParam("logout_token", token).post("/back-channel-logout");
    }
}
