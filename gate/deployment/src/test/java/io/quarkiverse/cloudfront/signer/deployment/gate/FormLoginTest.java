package io.quarkiverse.cloudfront.signer.deployment.gate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/**
 * A gate in front of a login with a form.
 */
class FormLoginTest {

    private static final String LOGIN = "/private-access/login?return=/a.txt";
    private static final String SESSION = "quarkus-credential";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/*")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.http.auth.form.enabled", "true")
            .overrideConfigKey("quarkus.http.auth.form.error-page", "failed.html")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.alice", "alice")
            .overrideConfigKey("quarkus.security.users.embedded.users.bob", "bob");

    private final Map<String, String> browser = new LinkedHashMap<>();

    /** QuarkusUnitTest runs all methods on one instance. */
    @BeforeEach
    void openTheBrowser() {
        browser.clear();
    }

    private RequestSpecification request() {
        return given().cookies(browser).redirects().follow(false);
    }

    private Response receive(Response response) {
        for (Cookie cookie : response.detailedCookies()) {
            if (cookie.getMaxAge() == 0) {
                browser.remove(cookie.getName());
            } else {
                browser.put(cookie.getName(), cookie.getValue());
            }
        }
        return response;
    }

    private Response logIn() {
        Response challenge = receive(request().get(LOGIN));
        assertThat(challenge.header("Location")).endsWith("/login.html");
        Response loggedIn = logInAs("alice");
        assertThat(URI.create(loggedIn.header("Location"))).hasPath("/private-access/login").hasQuery("return=/a.txt");
        return receive(request().get(LOGIN));
    }

    private Response logInAs(String user) {
        return receive(request().formParam("j_username", user).formParam("j_password", user).post("/j_security_check"));
    }

    /** Although the application has no annotations, only a gate. */
    @Test
    void nextUser_losesTheCookiesOfTheFormer() {
        logIn();
        logInAs("bob");

        Response response = receive(request().get("/missing"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(browser).containsKey(SESSION).doesNotContainKey("CloudFront-Policy");
    }

    @Test
    void login_setsTheCookiesAndLeadsBack() {
        Response response = logIn();

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.header("Location")).endsWith("/a.txt");
        assertThat(browser).containsKeys(SESSION, "CloudFront-Policy");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/login.html", "/failed.html", "/j_security_check", "/LOGIN.html?a=b", "//login.html",
            "/%6Cogin.html" })
    void returnPathOfTheForm_isNotFollowed(String path) {
        logIn();

        Response response = request().urlEncodingEnabled(false).get("/private-access/login?return=" + path);

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(URI.create(response.header("Location"))).hasPath("/").hasNoQuery();
    }

    @Test
    void logout_endsTheSessionAndEmptiesTheCache() {
        logIn();

        Response response = receive(request().get("/private-access/logout"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Clear-Site-Data")).isEqualTo("\"cache\"");
        assertThat(browser).doesNotContainKeys(SESSION, "CloudFront-Policy");
        assertThat(request().get(LOGIN).header("Location")).endsWith("/login.html");
    }

    @Test
    void logoutWithoutASession_showsThePage() {
        Response response = request().get("/private-access/logout");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.detailedCookies().hasCookieWithName(SESSION)).isFalse();
    }
}
