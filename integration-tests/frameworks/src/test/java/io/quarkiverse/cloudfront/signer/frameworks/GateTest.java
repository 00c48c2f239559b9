package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;

/**
 * A private site with a part for editors, in front of a login by the code flow. All paths of the application require a login.
 */
class GateTest extends GateVisitor {

    @RegisterExtension
    static final QuarkusUnitTest TEST = TestProvider.webApp()
            .withApplicationRoot(root -> root.addClasses(Site.class, TestProvider.class, GateVisitor.class, NewKey.class))
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/docs/*")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.expires-in", "30s")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.logout.clear", "storage,cache")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"editors\".resource", "/albums/*")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"editors\".roles-allowed", "editor,admin")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"tenants\".resource", "/tenants/{claim.tenant}/*")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"foreign\".resource", "/foreign/*")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"foreign\".signer", "foreign")
            .overrideConfigKey("quarkus.cloudfront-signer.\"foreign\".url", "https://media.example.org")
            .overrideConfigKey("quarkus.cloudfront-signer.\"foreign\".key-pair-id", "KFOREIGN")
            .overrideConfigKey("quarkus.cloudfront-signer.\"foreign\".private-key", NewKey.p256())
            .overrideConfigKey("quarkus.cloudfront-signer.\"foreign\".cookies.domain", "example.org")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"domains\".resource", "/own/*")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.\"domains\".signer", "domains")
            .overrideConfigKey("quarkus.cloudfront-signer.\"domains\".url", "https://{claim.tenant}.media.example.com")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", origin())
            .overrideConfigKey("quarkus.http.auth.permission.all.paths", "/*")
            .overrideConfigKey("quarkus.http.auth.permission.all.policy", "authenticated")
            .overrideConfigKey("quarkus.oidc.roles.role-claim-path", "roles")
            .overrideConfigKey("quarkus.oidc.logout.path", "/application-logout")
            .overrideConfigKey("quarkus.oidc.authentication.redirect-path", "/callback");

    private static final String FRESH = login("/docs/a.html?x=1#part").replace("?", "?fresh=true&");

    private static String origin() {
        String origin = TestOrigin.directory();
        try {
            for (String tenant : List.of("acme", "beta")) {
                java.nio.file.Path files = Files.createDirectories(java.nio.file.Path.of(origin, tenant, "own"));
                Files.writeString(files.resolve("a.txt"), tenant);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return origin;
    }

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    String site;

    /**
     * A browser at the domain of a tenant.
     */
    private final class TenantVisitor extends GateVisitor {

        private final String host;

        TenantVisitor(String tenant) {
            host = tenant + ".localhost:" + URI.create(site).getPort();
        }

        @Override
        RequestSpecification request() {
            return super.request().header("Host", host);
        }

        Response logInAs(String tenant) {
            JsonObject code = code(HOUR);
            code.getJsonObject("id").put("sub", "user-of-" + tenant).put("tenant", tenant);
            return logIn(login("/own/a.txt"), code);
        }

        /** The response to a request with the cookies that this browser holds. */
        Response file(TenantVisitor domain) {
            return given().cookies(browser).header("Host", domain.host).get(site + "/own/a.txt");
        }
    }

    private static List<String> granted(Response response) {
        return response.headers().getValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("CloudFront-Policy=") && !cookie.startsWith("CloudFront-Policy=;"))
                .map(cookie -> cookie.replaceFirst(".*; Path=([^;]*).*", "$1")).toList();
    }

    private int statusAtTheEdge(String path) {
        return given().cookies(browser).get(site + path).statusCode();
    }

    @Test
    void login_leadsBackWithQueryAndFragment_andTheSiteIsOpen() {
        assertThat(statusAtTheEdge("/albums/alps/1.jpg")).isEqualTo(403);

        Response response = logIn(login("/docs/a.html?x=1&y=%20#part"));

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo(site + "/docs/a.html?x=1&y=%20#part");
        assertThat(response.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(granted(response)).containsExactly("/docs/");
    }

    @Test
    void userWithTheRole_getsTheirPart() {
        Response response = logIn(login("/albums/alps/1.jpg"), "editor");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(granted(response)).containsExactly("/albums/");
    }

    @Test
    void userWithoutTheRole_isToldSo() {
        Response response = logIn(login("/albums/alps/1.jpg"), "reader");

        assertThat(response.statusCode()).as("CloudFront would replace 403 by the page that leads here").isEqualTo(409);
        assertThat(response.body().asString()).contains("Your account does not have access to this page.");
        assertThat(granted(response)).isEmpty();
        assertThat(response.header("Content-Security-Policy")).startsWith("default-src 'none'");
    }

    @Test
    void pageOfNoGate_isRefused() {
        assertThat(logIn(login("/other/a.html")).body().asString()).contains("does not give access to this page");
    }

    @Test
    void partOfAnotherTenant_isRefused() {
        assertThat(logIn(login("/tenants/other/a.html")).statusCode()).isEqualTo(409);
    }

    @Test
    void claim_choosesWhatTheUserMaySee() {
        assertThat(granted(logIn(login("/tenants/acme/a.html")))).containsExactly("/tenants/acme/");
    }

    @ParameterizedTest
    @ValueSource(strings = { "//evil.example", "https://evil.example/", "/private-access/login", "/\\evil.example", "" })
    void returnThatLeadsElsewhere_leadsToTheLandingPage(String to) {
        assertThat(logIn(login(to)).header("Location")).isEqualTo(site + "/docs/");
    }

    @Test
    void loginWithoutReturn_leadsToTheLandingPage() {
        assertThat(logIn("/private-access/login?x=1").header("Location")).isEqualTo(site + "/docs/");
    }

    @Test
    void requestOfAnImage_isNotLedToTheLogin() {
        Response response = request().header("Sec-Fetch-Dest", "image").get(login("/docs/a.html"));

        assertThat(response.header("Location")).satisfiesAnyOf(location -> assertThat(location).isNull(),
                location -> assertThat(location).startsWith(TestProvider.url()));
        logIn(login("/docs/a.html"));
        assertThat(request().header("Sec-Fetch-Dest", "image").get(login("/docs/a.html")).statusCode()).isEqualTo(409);
    }

    @Test
    void refusedAgain_withCookies_isTold() {
        logIn(login("/docs/a.html"));

        Response response = get(login("/docs/a.html") + "&refused=1");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body().asString()).contains("but CloudFront does not deliver this page");
    }

    @Test
    void refusedAgain_withAnotherClock_isTold() {
        logIn(login("/docs/a.html"));

        assertThat(get(login("/docs/a.html") + "&refused=1&date=9000000000").body().asString()).contains("The clock");
    }

    @Test
    void refusedAgain_withoutCookies_isToldTheSecondTime() {
        logIn(login("/docs/a.html"));
        browser.keySet().removeIf(name -> name.startsWith("q_cloudfront") || name.startsWith("CloudFront"));
        Map<String, String> session = Map.copyOf(browser);

        assertThat(get(login("/docs/a.html") + "&refused=1").statusCode()).isEqualTo(303);
        browser.keySet().retainAll(session.keySet());
        assertThat(get(login("/docs/a.html") + "&refused=2").body().asString()).contains("did not keep the cookies");
    }

    /** The browser keeps the receipt, which does not have a domain. */
    @Test
    void refusedAgain_withCookiesForAnotherDomain_isTold() {
        logIn(login("/foreign/a.html"));

        assertThat(get(login("/foreign/a.html") + "&refused=1").body().asString()).contains("did not keep the cookies");
    }

    @Test
    void renewal_setsTheCookiesThatTheViewerHolds() {
        logIn(login("/docs/a.html"));

        Response response = receive(request().post("/private-access/renew"));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(granted(response)).containsExactly("/docs/");
        assertThat(Integer.parseInt(response.header("CloudFront-Signer-Expires"))).isBetween(1, 30);
    }

    /** Both tenants share one distribution, and the user's tenant decides which domain the cookies open. */
    @Test
    void tenantsOnTheirOwnDomains_doNotCross() {
        TenantVisitor acme = new TenantVisitor("acme");
        TenantVisitor beta = new TenantVisitor("beta");
        assertThat(acme.file(acme).statusCode()).isEqualTo(403);

        Response login = acme.logInAs("acme");
        beta.logInAs("beta");

        assertThat(login.header("Location")).isEqualTo(site.replace("localhost", "acme.localhost") + "/own/a.txt");
        assertThat(login.headers().getValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("Domain="));
        assertThat(acme.file(acme).asString()).isEqualTo("acme");
        assertThat(beta.file(beta).asString()).isEqualTo("beta");
        assertThat(acme.file(beta).statusCode()).isEqualTo(403);
        assertThat(beta.file(acme).statusCode()).isEqualTo(403);

        Response renewal = acme.receive(acme.request().post("/private-access/renew"));
        assertThat(renewal.statusCode()).isEqualTo(204);
        assertThat(granted(renewal)).containsExactly("/own/");
        assertThat(acme.file(acme).statusCode()).isEqualTo(200);
        assertThat(acme.file(beta).statusCode()).isEqualTo(403);

        assertThat(acme.get("/private-access/logout").statusCode()).isEqualTo(302);
        assertThat(acme.file(acme).statusCode()).isEqualTo(403);
        assertThat(beta.file(beta).statusCode()).isEqualTo(200);
    }

    @Test
    void userAtTheDomainOfAnotherTenant_opensNothing() {
        TenantVisitor beta = new TenantVisitor("beta");

        Response login = beta.logInAs("acme");

        assertThat(login.statusCode()).isEqualTo(409);
        assertThat(login.body().asString()).contains("Your account does not belong to this address.");
        assertThat(granted(login)).isEmpty();
        assertThat(beta.file(beta).statusCode()).isEqualTo(403);
    }

    @Test
    void publicFiles_doNotNeedALogin() {
        Response denied = request().get("/private-access/denied");

        assertThat(denied.statusCode()).isEqualTo(200);
        assertThat(denied.header("Content-Type")).startsWith("text/html");
        assertThat(denied.header("Cache-Control")).isEqualTo("no-store");
        assertThat(request().get("/private-access/renew.js").header("Content-Type")).startsWith("text/javascript");
        assertThat(request().get("/private-access/denied.js").statusCode()).isEqualTo(200);
        assertThat(request().get("/private-access/gate.css").header("Content-Type")).startsWith("text/css");
        assertThat(request().get("/private-access/other").statusCode()).isEqualTo(302);
        assertThat(request().post("/private-access/denied").statusCode()).isNotEqualTo(200);
    }

    @Test
    void loginInASecondTab_leadsBackToThePageOfThatTab() {
        Response first = get(login("/docs/a.html"));
        Response second = get(login("/docs/b.html?x=1#part"));
        assertThat(get(callback(first, code(HOUR))).header("Location")).contains("a.html");

        Response resumed = get(callback(second, code(HOUR)));

        assertThat(resumed.statusCode()).isEqualTo(303);
        assertThat(get(resumed.header("Location")).header("Location")).isEqualTo(site + "/docs/b.html?x=1#part");
    }

    @Test
    void manyLoginsAtOnce_doNotFillTheCookies() {
        for (int i = 0; i < 20; i++) {
            get(login("/docs/" + "a".repeat(i * 100) + ".html"));
            browser.keySet().removeIf(name -> name.startsWith("q_auth"));
        }

        assertThat(browser.values().stream().mapToInt(String::length).sum()).isLessThan(3_000);
    }

    @Test
    void loginThatTakesLongerThanQuarkusWaits_leadsBackToThePage() {
        String late = callback(get(login("/docs/a.html?x=1#part")), code(HOUR));
        browser.keySet().removeIf(name -> name.startsWith("q_auth"));

        String loggedIn = get(callback(get(late), code(HOUR))).header("Location");
        String resumed = get(URI.create(loggedIn).getRawPath() + "?" + URI.create(loggedIn).getRawQuery()).header("Location");

        assertThat(get(resumed).header("Location")).isEqualTo(site + "/docs/a.html?x=1#part");
    }

    /** A provider that knows the user leads here again without a form. */
    @Test
    void backToTheProvider_leadsToThePageAgain() {
        String callback = callback(get(login("/docs/a.html")), code(HOUR));
        String loggedIn = get(callback).header("Location");
        assertThat(loggedIn).contains("a.html");
        get(URI.create(loggedIn).getRawPath() + "?" + URI.create(loggedIn).getRawQuery());

        Response again = get(callback);

        assertThat(get(again.header("Location")).header("Location")).isEqualTo(site + "/docs/a.html");
    }

    @Test
    void renewalWithoutSession_isNotLedToTheLogin() {
        assertThat(request().post("/private-access/renew").statusCode()).isEqualTo(401);

        browser.put("q_session", "ended");
        Response response = request().post("/private-access/renew");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.header("Location")).isNull();
        assertThat(response.headers().getValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("q_auth"));
    }

    /** The grant cannot outlive the token, so the token is refreshed before it expires. */
    @Test
    void renewal_refreshesATokenThatExpiresSoon() {
        logIn(login("/docs/a.html"), code(20).put("refresh", code(HOUR)));

        Response response = request().post("/private-access/renew");

        assertThat(Integer.parseInt(response.header("CloudFront-Signer-Expires"))).isGreaterThan(20);
    }

    /** The session of before a restart, for example. */
    @ParameterizedTest
    @ValueSource(strings = { "denied", "denied.js", "gate.css", "renew.js" })
    void unreadableSession_getsTheFiles(String file) {
        browser.put("q_session", "unreadable");

        assertThat(get("/private-access/" + file).statusCode()).isEqualTo(200);
        assertThat(get(login("/docs/a.html")).statusCode()).isEqualTo(302);
    }

    /** quarkus-oidc ends both sessions, that of the provider, too. */
    @Test
    void logout_isAlsoThatOfTheApplication() {
        logIn(login("/docs/a.html"));
        assertThat(browser).containsKey("q_session");

        Response response = get("/private-access/logout");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.header("Location")).startsWith(TestProvider.url() + "/end?id_token_hint=");
        assertThat(response.header("Clear-Site-Data").split(", ?")).containsExactlyInAnyOrder("\"cache\"", "\"storage\"");
        assertThat(browser).doesNotContainKey("q_session").doesNotContainKey("CloudFront-Policy");
        assertThat(get(login("/docs/a.html")).statusCode()).isEqualTo(302);
        assertThat(get("/private-access/logout").statusCode()).as("without a session").isEqualTo(200);
    }

    /** The application does not have other cookies than those of its gates. */
    @Test
    void logoutOfTheApplication_clearsTheCookiesAndTheCache() {
        logIn(login("/docs/a.html"));
        assertThat(browser).containsKeys("q_session", "CloudFront-Policy");

        Response response = get("/application-logout");

        assertThat(response.header("Location")).startsWith(TestProvider.url());
        assertThat(response.header("Clear-Site-Data").split(", ?")).containsExactlyInAnyOrder("\"cache\"", "\"storage\"");
        assertThat(browser).doesNotContainKey("q_session").doesNotContainKey("CloudFront-Policy");
    }

    /** quarkus-oidc would answer both before any page of the gate. */
    @ParameterizedTest
    @ValueSource(strings = { "/application-logout", "/private-access/logout" })
    void preparedLogout_keepsTheSession(String logout) {
        logIn(login("/docs/a.html"));

        Response prefetched = receive(request().header("Sec-Purpose", "prefetch").get(logout));
        Response checked = receive(request().head(logout));

        assertThat(prefetched.statusCode()).isEqualTo(503);
        assertThat(prefetched.header("Cache-Control")).isEqualTo("no-store");
        assertThat(checked.statusCode()).isEqualTo(200);
        assertThat(browser).containsKeys("q_session", "CloudFront-Policy");
        assertThat(get(login("/docs/a.html")).statusCode()).as("still logged in").isEqualTo(303);
        assertThat(statusAtTheEdge("/docs/a.html")).as("no such file").isEqualTo(404);
    }

    @Test
    void logoutByPost_clearsCookiesAndSession() {
        for (String logout : List.of("/application-logout", "/private-access/logout")) {
            logIn(login("/docs/a.html"));

            receive(request().post(logout));

            assertThat(browser).as(logout).doesNotContainKey("q_session").doesNotContainKey("CloudFront-Policy");
        }
    }

    @Test
    void preparedLogin_beginsNoCodeFlow() {
        Response response = receive(request().header("Purpose", "prefetch").get(login("/docs/a.html")));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.header("Location")).isNull();
        assertThat(browser).isEmpty();
    }

    /** A code is good for one session. */
    @Test
    void preparedReturnFromTheProvider_keepsTheCode() {
        String callback = callback(get(login("/docs/a.html")), code(HOUR));

        assertThat(request().header("Sec-Purpose", "prefetch;prerender").get(callback).statusCode()).isEqualTo(503);

        assertThat(get(callback).statusCode()).isEqualTo(302);
        assertThat(browser).containsKey("q_session");
    }

    @Test
    void logoutFromAnotherSite_isOnlyShownAfterTheSessionHasEnded() {
        logIn(login("/docs/a.html"));
        for (String logout : List.of("/application-logout", "/private-access/logout")) {
            Response foreign = comeFromAnotherSite(logout);
            assertThat(foreign.statusCode()).as(logout).isEqualTo(409);
            assertThat(foreign.header("Cache-Control")).isEqualTo("no-store");
            assertThat(foreign.headers().getValues("Set-Cookie")).isEmpty();
            assertThat(foreign.header("Clear-Site-Data")).isNull();
        }
        assertThat(get(login("/docs/a.html")).statusCode()).as("still logged in").isEqualTo(303);

        get("/private-access/logout");
        Response response = comeFromAnotherSite("/private-access/logout");

        assertThat(response.statusCode()).as("a provider leads back").isEqualTo(200);
    }

    /** The provider asks for the password, and does not continue its session. */
    @Test
    void freshLogin_endsTheSessionAndAsksTheProviderOnce() {
        logIn(login("/docs/a.html"));

        Response challenge = get(FRESH);

        assertThat(challenge.header("Location")).startsWith(TestProvider.url()).endsWith("&prompt=login");
        assertThat(browser).doesNotContainKey("q_session").doesNotContainKey("CloudFront-Policy");
        Response loggedIn = get(callback(challenge, code(HOUR)));
        URI back = URI.create(loggedIn.header("Location"));
        Response response = get(back.getRawPath() + "?" + back.getRawQuery());
        assertThat(response.header("Location")).isEqualTo(site + "/docs/a.html?x=1#part");
        assertThat(granted(response)).containsExactly("/docs/");
    }

    @Test
    void freshLoginWithoutSession_asksTheProviderForThePassword() {
        Response challenge = get(FRESH);

        assertThat(challenge.header("Location")).startsWith(TestProvider.url()).endsWith("&prompt=login");
        assertThat(get(login("/docs/a.html")).header("Location")).doesNotContain("prompt=");
        URI back = URI.create(get(callback(challenge, code(HOUR))).header("Location"));
        assertThat(get(back.getRawPath() + "?" + back.getRawQuery()).statusCode()).isEqualTo(303);
    }

    /** Without its own cookie, quarkus-oidc asks again, and the page is the one of the first request. */
    @Test
    void freshLoginThatTakesLong_leadsBackToThePage() {
        logIn(login("/docs/b.html"));
        String late = callback(get(FRESH), code(HOUR));
        browser.keySet().removeIf(name -> name.startsWith("q_auth"));

        Response again = get(late);
        assertThat(again.header("Location")).startsWith(TestProvider.url()).doesNotContain("prompt=");
        String loggedIn = get(callback(again, code(HOUR))).header("Location");
        String resumed = get(URI.create(loggedIn).getRawPath() + "?" + URI.create(loggedIn).getRawQuery()).header("Location");
        assertThat(resumed).doesNotContain("fresh");
        assertThat(get(resumed).header("Location")).isEqualTo(site + "/docs/a.html?x=1#part");
    }

    @Test
    void freshLoginOfAnotherSite_keepsTheSession() {
        logIn(login("/docs/a.html"));
        Map<String, String> before = Map.copyOf(browser);

        assertThat(comeFromAnotherSite(FRESH).statusCode()).isEqualTo(303);

        assertThat(browser.get("q_session")).isEqualTo(before.get("q_session"));
        browser.clear();
        assertThat(comeFromAnotherSite(FRESH).header("Location")).startsWith(TestProvider.url()).doesNotContain("prompt=");
    }

    @Test
    void freshLogin_inAnotherSpelling_doesNotRepeatItself() {
        for (String spelling : List.of(FRESH.replace("/login", "/login/"), FRESH.replace("login", "%6Cogin"),
                "/private-access/login?return=%2Fdocs%2Fa.html&fresh=true", "/" + FRESH, FRESH.replace("fresh", "%66resh"))) {
            browser.clear();
            logIn(login("/docs/a.html"));
            Response response = get(spelling);
            for (int i = 0; i < 3 && response.statusCode() == 302; i++) {
                URI back = URI.create(get(callback(response, code(HOUR))).header("Location"));
                response = get(back.getRawPath() + "?" + back.getRawQuery());
            }
            assertThat(response.statusCode()).as(spelling).isEqualTo(303);
            assertThat(response.header("Location")).startsWith(site + "/docs/a.html");
        }
    }

    @Test
    void freshLoginToAnotherHost_leadsToTheLandingPage() {
        Response challenge = get("/private-access/login?fresh=true&return=https://evil.example/");

        URI back = URI.create(get(callback(challenge, code(HOUR))).header("Location"));
        assertThat(get(back.getRawPath() + "?" + back.getRawQuery()).header("Location")).isEqualTo(site + "/docs/");
    }

    @Test
    void requestLongBeforeTheEnd_renewsNothing() {
        logIn(login("/docs/a.html"));
        // a renewal would grant more than these
        expireIn(25);

        assertThat(granted(get("/page"))).isEmpty();
    }

    /** The receipt is in the browser, and tells the application when the cookies expire. */
    @Test
    void requestNearTheEnd_renewsTheGrant() {
        logIn(login("/docs/a.html"));
        expireIn(5);

        Response response = get("/page");

        assertThat(response.body().asString()).isEqualTo("page");
        assertThat(granted(response)).containsExactly("/docs/");
    }

    /** The grant expires with the token, so a renewal would not give access any longer. */
    @Test
    void requestWithAnOldToken_renewsNothing() {
        logIn(login("/docs/a.html"), 9);

        assertThat(granted(get("/page"))).isEmpty();
    }

    private void expireIn(int seconds) {
        browser.replaceAll((name, value) -> name.startsWith("q_cloudfront_") ? expiringIn(seconds, value) : value);
    }

    private static String expiringIn(int seconds, String receipt) {
        String[] fields = new String(Base64.getUrlDecoder().decode(receipt), StandardCharsets.ISO_8859_1).split("\\|", -1);
        fields[3] = String.valueOf(Instant.now().getEpochSecond() + seconds);
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(String.join("|", fields).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Path("/page")
    public static class Site {

        @GET
        public String page() {
            return "page";
        }
    }
}
