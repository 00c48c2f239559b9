package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;

/**
 * A gate whose logout is also that of quarkus-oidc, as the documentation recommends, and a front-channel logout. Both revoke.
 */
class GateLogoutTest extends GateVisitor {

    private static final String LOGOUT = "/private-access/logout";
    private static final String SESSION = "session";

    @RegisterExtension
    static final QuarkusUnitTest TEST = TestProvider.webApp()
            .withApplicationRoot(root -> root.addClasses(TestProvider.class, TestOrigin.class, GateVisitor.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.marks.enabled", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.marks.revoke-on", "logout")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/*")
            .overrideConfigKey("quarkus.oidc.logout.path", LOGOUT)
            .overrideConfigKey("quarkus.oidc.logout.post-logout-path", LOGOUT)
            .overrideConfigKey("quarkus.oidc.logout.frontchannel.path", "/front");

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    String site;

    private void logIn() {
        JsonObject code = code(HOUR);
        // a user whose logins no other test has revoked
        code.getJsonObject("id").put("sub", UUID.randomUUID().toString()).put("sid", SESSION);
        assertThat(logIn(login("/a.txt"), code).statusCode()).isEqualTo(303);
    }

    private int file() {
        return given().cookies(browser).get(site + "/a.txt").statusCode();
    }

    @Test
    void login_opensTheFile() {
        logIn();

        assertThat(file()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { LOGOUT, LOGOUT + "/", "//private-access/logout", "/front", "/front?iss=&sid=",
            "/front?sid=" + SESSION + "&sid=" + SESSION })
    void logoutOfAnotherSite_changesAndRevokesNothing(String path) {
        logIn();

        Response response = comeFromAnotherSite(path);

        assertThat(response.headers().getValues("Set-Cookie")).isEmpty();
        assertThat(response.header("Clear-Site-Data")).isNull();
        assertThat(response.statusCode()).isIn(404, 409);
        assertThat(browser).containsKeys("q_session", "CloudFront-Policy");
        assertThat(get(login("/a.txt")).statusCode()).as("still logged in").isEqualTo(303);
        assertThat(file()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { LOGOUT, LOGOUT + "/" })
    void logout_endsTheSessionOfTheProviderAndShowsThePage(String path) {
        logIn();

        Response response = get(path);

        assertThat(response.header("Location")).startsWith(TestProvider.url() + "/end?id_token_hint=")
                .contains(URLEncoder.encode(LOGOUT, StandardCharsets.UTF_8));
        assertThat(browser).doesNotContainKey("q_session").doesNotContainKey("CloudFront-Policy");
        Response back = comeFromAnotherSite(LOGOUT + "?state=x");
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.asString()).contains("You are logged out");
    }

    /** A request of the site itself, which another page of the site can be made to send. */
    @ParameterizedTest
    @ValueSource(strings = { "/front", "/front?iss=", "/front?sid=" + SESSION })
    void frontChannelLogoutOfTheSite_changesNothing(String path) {
        logIn();

        for (String from : new String[] { "same-origin", "none" }) {
            assertThat(receive(request().header("Sec-Fetch-Site", from).get(path)).statusCode()).isEqualTo(409);
        }
        assertThat(browser).containsKeys("q_session", "CloudFront-Policy");
    }

    /** The provider is another site, and names its session. */
    @Test
    void frontChannelLogout_isThatOfTheProvider() {
        logIn();

        comeFromAnotherSite("/front?iss=" + TestProvider.url() + "&sid=another");
        assertThat(browser).containsKeys("q_session", "CloudFront-Policy");

        comeFromAnotherSite("/front?iss=" + TestProvider.url() + "&sid=" + SESSION);
        assertThat(browser).doesNotContainKey("q_session").doesNotContainKey("CloudFront-Policy");
    }
}
