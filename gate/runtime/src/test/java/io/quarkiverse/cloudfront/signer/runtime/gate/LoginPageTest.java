package io.quarkiverse.cloudfront.signer.runtime.gate;

import static io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.login;
import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.gate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.GateResponse;
import io.smallrye.mutiny.Uni;

class LoginPageTest {

    private static final GateInfo DOCS = gate("docs", "/docs/*");
    private static final GateInfo ALBUMS = gate("albums", "/albums/*", "editor", "admin");
    private static final GateInfo TENANTS = gate("tenants", "/tenants/{claim.tenant}/*");

    private static final String FRESH = "/private-access/login?fresh=true&return=/docs/a.html";

    private GateSite site = new GateSite(List.of(DOCS, ALBUMS, TENANTS), null);

    @AfterEach
    void close() {
        site.close();
    }

    private GateBrowser user() {
        return site.browser().as("reader");
    }

    @Test
    void anonymousViewer_isLedToTheLogin() {
        GateResponse response = site.browser().get(login("/docs/a.html"));

        assertThat(response.status()).isEqualTo(302);
        assertThat(response.header("Location")).isEqualTo(GateSite.PROVIDER + "S1");
        assertThat(response.granted()).isEmpty();
        assertThat(site.outcomes).isEmpty();
    }

    /** The login does not need it. */
    @Test
    void returnPath_isNotReadBeforeTheLogin() {
        assertThat(site.browser().getMalformed("/private-access/login?return=%zz")).isEqualTo(302);
        assertThat(user().getMalformed("/private-access/login?return=%zz")).isEqualTo(400);
    }

    @Test
    void user_getsCookiesAndIsLedBack() {
        GateResponse response = user().get(login("/docs/a.html?x=1&y=%20#part"));

        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo("https://media.example.com/docs/a.html?x=1&y=%20#part");
        assertThat(response.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(response.granted()).containsExactly("/docs/");
        assertThat(site.outcomes).containsExactly("login docs null");
    }

    @ParameterizedTest
    @ValueSource(strings = { "?return=//evil.example", "?return=https://evil.example", "?return=", "", "?other=/docs/a.html",
            "?return=/docs/a.html&return=/docs/b.html", "?return=/private-access/login", "?return=%2F%2Fevil.example",
            "?return=/docs/a%0d%0aSet-Cookie:x" })
    void returnPathThatCannotBeFollowed_leadsToTheLandingPage(String query) {
        assertThat(user().get("/private-access/login" + query).header("Location"))
                .isEqualTo("https://media.example.com/docs/");
    }

    @Test
    void pageOfNoGate_isRefused() {
        GateResponse response = user().get(login("/other/a.html"));

        assertThat(response.status()).as("CloudFront would replace 403 by the page that leads here").isEqualTo(409);
        assertThat(response.body()).contains("Logging in to this site does not give access to this page.");
        assertThat(response.granted()).isEmpty();
        assertThat(site.outcomes).containsExactly("login <none> NOT_COVERED");
    }

    @ParameterizedTest
    @ValueSource(strings = { "editor", "admin", "reader,admin" })
    void userWithOneOfTheRoles_getsCookies(String roles) {
        assertThat(site.browser().as(roles).get(login("/albums/1.jpg")).granted()).containsExactly("/albums/");
    }

    @Test
    void userWithoutTheRole_isRefused() {
        try (LogCapture log = new LogCapture(LoginPage.class)) {
            GateResponse response = user().get(login("/albums/1.jpg"));

            assertThat(response.status()).isEqualTo(409);
            assertThat(response.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(response.body()).contains("Your account does not have access to this page.");
            assertThat(response.granted()).isEmpty();
            assertThat(log.take())
                    .containsExactly("INFO The gate at /private-access does not let a user in: ROLE_MISSING");
        }
        assertThat(site.outcomes).containsExactly("login albums ROLE_MISSING");
    }

    @Test
    void claim_choosesTheFiles() {
        assertThat(user().get(login("/tenants/acme/a.html")).granted()).containsExactly("/tenants/acme/");

        GateResponse other = user().get(login("/tenants/other/a.html"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body()).contains("does not give access to this page");
        assertThat(other.granted()).isEmpty();
        assertThat(site.outcomes).containsExactly("login tenants null", "login tenants NOT_COVERED");
    }

    @Test
    void domainOfAnotherTenant_isNotOpened() {
        site.close();
        site = new GateSite(gate("site", "/*"), "url=https://{claim.tenant}.media.example.com");

        GateResponse other = user().with("X-Forwarded-Host", "beta.media.example.com").get(login("/a.html"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body()).contains("Your account does not belong to this address.");
        assertThat(other.granted()).isEmpty();
        GateResponse own = user().with("X-Forwarded-Host", "ACME.media.example.com").get(login("/a.html?x=1#b"));
        assertThat(own.header("Location")).isEqualTo("https://acme.media.example.com/a.html?x=1#b");
        assertThat(own.granted()).containsExactly("/");
        assertThat(user().get(login("/a.html")).header("Location")).as("a proxy does not forward the host")
                .isEqualTo("/a.html");
        assertThat(site.outcomes).containsExactly("login site OTHER_TENANT", "login site null", "login site null");
    }

    /** The data of a user is not an error of the application. */
    @ParameterizedTest
    @ValueSource(strings = { "", ".", "..", "..;x", "long", "a\ud800b" })
    void unusableClaim_isRefusedWithOneWarning(String claim) {
        site.claims.put("claim.tenant", () -> claim.equals("long") ? "x".repeat(10_000) : claim);
        try (LogCapture log = new LogCapture(TestSigners.class)) {
            GateResponse response = user().get(login("/tenants/acme/a.html"));

            assertThat(response.status()).isEqualTo(409);
            assertThat(response.body()).contains("Your account does not have access to this page.");
            assertThat(response.granted()).isEmpty();
            assertThat(log.take().stream().filter(line -> !line.startsWith("INFO"))).singleElement().asString().startsWith(
                    "WARN Access denied: the user's claims or name do not fit into the resource of gate.tenants.resource. ");
        }
        assertThat(site.outcomes).containsExactly("login tenants ROLE_MISSING");
    }

    @Test
    void missingClaim_isRefused() {
        Supplier<String> missing = GateSite::missing;
        site.claims.put("claim.tenant", missing);

        GateResponse response = user().get(login("/tenants/acme/a.html"));

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.body()).contains("Your account does not have access to this page.");
        assertThat(site.outcomes).containsExactly("login tenants ROLE_MISSING");
    }

    @Test
    void keyThatFails_isAnErrorOfTheApplication() {
        site.close();
        site = new GateSite(List.of(TENANTS), Stub.of(SigningKey.class, Map.of("keyPairId", none -> "K1",
                "algorithm", none -> SigningKey.Algorithm.ECDSA_SHA256, "sign",
                none -> Uni.createFrom().failure(new IllegalStateException("KMS is down")))));

        GateResponse response = user().get(login("/tenants/acme/a.html"));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.granted()).isEmpty();
        assertThat(site.outcomes).isEmpty();
    }

    @Test
    void image_isNotLedToTheLogin() {
        for (GateBrowser viewer : List.of(site.browser(), user())) {
            GateResponse response = viewer.with("Sec-Fetch-Dest", "image").get(login("/docs/a.html"));

            assertThat(response.status()).isEqualTo(409);
            assertThat(response.granted()).isEmpty();
        }
        assertThat(user().with("Sec-Fetch-Dest", "document").get(login("/docs/a.html")).status()).isEqualTo(303);
    }

    /** quarkus-oidc answers such a request, and ends the session. */
    @Test
    void freshLogin_asksForALoginAlthoughThereIsASession() {
        site.oidc = true;

        GateResponse response = user().get(FRESH);

        assertThat(response.status()).isEqualTo(302);
        assertThat(response.header("Location")).isEqualTo(GateSite.PROVIDER + "S1");
        assertThat(response.granted()).isEmpty();
        assertThat(site.outcomes).isEmpty();
    }

    /** Other sites, programs that check links, and the return from the provider. */
    @Test
    void otherRequest_isNotAFreshLogin() {
        site.oidc = true;

        assertThat(user().with("Sec-Fetch-Site", "cross-site").get(FRESH).granted()).containsExactly("/docs/");
        assertThat(user().with("Origin", "https://evil.example").get(FRESH).status()).isEqualTo(303);
        assertThat(user().send("HEAD", FRESH, "").status()).isEqualTo(303);
        assertThat(user().get(FRESH.replace("/login", "/login/")).status()).isEqualTo(303);
        assertThat(user().get(FRESH.replace("true", "false")).status()).isEqualTo(303);
        assertThat(user().get(FRESH + "&fresh=done").status()).isEqualTo(303);
        assertThat(user().with("Sec-Fetch-Dest", "image").get(FRESH).status()).isEqualTo(409);
    }

    /** Such as one who has logged in with a form. */
    @Test
    void freshLoginOfAnotherMechanism_isALogin() {
        assertThat(user().get(FRESH).granted()).containsExactly("/docs/");
    }

    @Test
    void refusedViewer_canLogInAgain() {
        GateResponse response = user().get(login("/albums/a&b.jpg?x=1#\"é"));

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.body()).contains("<a href=\"/private-access/login?fresh=true&amp;return="
                + "%2Falbums%2Fa%26b.jpg%3Fx%3D1%23%2522%25C3%25A9\">");
        assertThat(user().get(login("//evil.example")).status()).isEqualTo(303);
    }

    @Test
    void login_isReadOnly() {
        assertThat(user().post(login("/docs/a.html"), "x").status()).isEqualTo(404);
        assertThat(user().send("HEAD", login("/docs/a.html"), "").status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&refused=0", "&refused=x", "&refused=-1", "&refused=1234567890123", "&refused=" })
    void viewerWhoIsNotRefused_getsCookies(String parameter) {
        GateBrowser browser = user();
        browser.get(login("/docs/a.html"));

        assertThat(browser.get(login("/docs/a.html") + parameter).status()).isEqualTo(303);
    }

    @Test
    void viewerWithCookiesWhomCloudFrontRefuses_isTold() {
        GateBrowser browser = user();
        browser.get(login("/docs/a.html"));
        site.outcomes.clear();

        GateResponse response = browser.get(login("/docs/a.html") + "&refused=1");

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.body()).contains("but CloudFront does not deliver this page");
        assertThat(response.granted()).isEmpty();
        assertThat(site.outcomes).containsExactly("login docs REFUSED_BY_CLOUDFRONT");
    }

    @Test
    void viewerWithAnotherClock_isTold() {
        GateBrowser browser = user();
        browser.get(login("/docs/a.html"));
        long expiry = GateSite.NOW.getEpochSecond() + 90;

        assertThat(browser.get(login("/docs/a.html") + "&refused=1&date=" + (expiry - 1)).body())
                .contains("CloudFront does not");
        assertThat(browser.get(login("/docs/a.html") + "&refused=1&date=" + expiry).body()).contains("The clock of this site");
        assertThat(browser.get(login("/docs/a.html") + "&refused=1&date=0").body()).contains("CloudFront does not");
    }

    @Test
    void viewerWhoseBrowserDropsCookies_isToldTheSecondTime() {
        assertThat(user().get(login("/docs/a.html") + "&refused=1").status()).isEqualTo(303);

        assertThat(user().get(login("/docs/a.html") + "&refused=2").body()).contains("did not keep the cookies");
        assertThat(user().get(login("/docs/a.html") + "&refused=3").body()).contains("did not keep the cookies");
    }

    /** The browser keeps the receipt, which does not have a domain. */
    @Test
    void cookiesForAnotherDomain_areReportedTheFirstTime() {
        site.close();
        site = new GateSite(List.of(DOCS), null, "cookies.domain=example.com");
        GateBrowser browser = user();
        browser.get(login("/docs/a.html"));

        assertThat(browser.get(login("/docs/a.html") + "&refused=1").body()).contains("did not keep the cookies");
    }

    @Test
    void expiredCookies_areReplaced() {
        GateBrowser browser = user();
        browser.get(login("/docs/a.html"));
        site.now = GateSite.NOW.plusSeconds(90);

        assertThat(browser.get(login("/docs/a.html") + "&refused=1").granted()).containsExactly("/docs/");
    }
}
