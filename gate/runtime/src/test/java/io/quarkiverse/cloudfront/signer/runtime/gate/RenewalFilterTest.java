package io.quarkiverse.cloudfront.signer.runtime.gate;

import static io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.login;
import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.NOW;
import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.gate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.GateResponse;
import io.smallrye.mutiny.Uni;

class RenewalFilterTest {

    private GateSite site = new GateSite(List.of(gate("docs", "/docs/*"), gate("albums", "/albums/*", "editor")), null);

    @AfterEach
    void close() {
        site.close();
    }

    private GateBrowser visitor(String page) {
        GateBrowser browser = site.browser().as("editor");
        browser.get(login(page));
        site.outcomes.clear();
        return browser;
    }

    @Test
    void grantInItsLastThird_isRenewed() {
        GateBrowser browser = visitor("/docs/a.html");
        site.now = NOW.plusSeconds(61);

        GateResponse response = browser.get("/page");

        assertThat(response.body()).isEqualTo("page");
        assertThat(response.granted()).containsExactly("/docs/");
        assertThat(site.outcomes).containsExactly("renewal docs null");
    }

    /** A new grant would expire later, so only the rule that it is too early keeps the cookies. */
    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 30, 60 })
    void grantBeforeItsLastThird_isNotRenewed(int seconds) {
        GateBrowser browser = visitor("/docs/a.html");
        site.now = NOW.plusSeconds(seconds);

        GateResponse response = browser.get("/page");

        assertThat(response.body()).isEqualTo("page");
        assertThat(response.cookies()).isEmpty();
        assertThat(site.outcomes).isEmpty();
    }

    /** Without proactive authentication, it would begin with a request that does not require it. */
    @Test
    void requestThatRenewsNothing_doesNotAskForItsUser() {
        GateBrowser browser = visitor("/docs/a.html");
        site.usersAsked = 0;

        assertThat(browser.get("/page").body()).isEqualTo("page");
        assertThat(site.usersAsked).isZero();
        site.now = NOW.plusSeconds(61);
        assertThat(browser.get("/page").body()).isEqualTo("page");
        assertThat(site.usersAsked).isEqualTo(1);
    }

    @Test
    void body_arrivesAtItsReader() {
        GateBrowser browser = visitor("/docs/a.html");
        site.now = NOW.plusSeconds(80);

        GateResponse response = browser.post("/page", "x".repeat(100_000));

        assertThat(response.body()).isEqualTo("page" + "x".repeat(100_000));
        assertThat(response.granted()).containsExactly("/docs/");
    }

    /** Otherwise, the response that clears the cookies would set new ones. Routes take each spelling for the page. */
    @ParameterizedTest
    @ValueSource(strings = { "/private-access/logout", "/private-access/denied", "/private-access/renew.js",
            "//private-access/denied", "/./private-access/denied", "/%70rivate-access/denied",
            "/x/../private-access//denied" })
    void gatesOwnPages_renewNothing(String page) {
        GateBrowser browser = visitor("/docs/a.html");
        site.now = NOW.plusSeconds(80);

        GateResponse response = browser.get(page);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.granted()).isEmpty();
        assertThat(site.outcomes).isEmpty();
    }

    @Test
    void logoutOfTheApplication_leavesNoCookies() {
        GateBrowser browser = visitor("/docs/a.html");
        site.now = NOW.plusSeconds(80);

        GateResponse response = browser.get("/bye");

        assertThat(response.granted()).isEmpty();
        assertThat(response.cleared()).containsExactly("/docs/");
        assertThat(browser.cookies).isEmpty();
    }

    @Test
    void pageBesideTheGate_renews() {
        GateBrowser browser = visitor("/docs/a.html");
        site.now = NOW.plusSeconds(80);

        assertThat(browser.get("/private-accessories").status()).isEqualTo(404);
        assertThat(site.outcomes).containsExactly("renewal docs null");
    }

    @Test
    void viewerWhoHasLoggedOut_getsTheirPage() {
        GateBrowser browser = visitor("/docs/a.html");
        site.now = NOW.plusSeconds(80);
        GateBrowser anonymous = site.browser();
        anonymous.cookies.putAll(browser.cookies);
        try (LogCapture log = new LogCapture(RenewalFilter.class)) {
            GateResponse response = anonymous.get("/page");

            assertThat(response.body()).isEqualTo("page");
            assertThat(response.granted()).isEmpty();
            assertThat(log.take()).isEmpty();
        }
    }

    @Test
    void userWhoHasLostTheRole_getsTheirPage() {
        GateBrowser browser = visitor("/albums/1.jpg");
        site.now = NOW.plusSeconds(80);
        GateBrowser demoted = site.browser().as("reader");
        demoted.cookies.putAll(browser.cookies);

        GateResponse response = demoted.get("/page");

        assertThat(response.body()).isEqualTo("page");
        assertThat(response.granted()).isEmpty();
        assertThat(site.outcomes).containsExactly("renewal albums ROLE_MISSING");
    }

    @Test
    void failure_isLoggedAndDoesNotConcernTheRequest() {
        GateBrowser browser = visitor("/docs/a.html");
        site.close();
        site = new GateSite(List.of(gate("docs", "/docs/*")), Stub.of(SigningKey.class, Map.of("keyPairId", none -> "K1",
                "algorithm", none -> SigningKey.Algorithm.ECDSA_SHA256, "sign",
                none -> Uni.createFrom().failure(new IllegalStateException("KMS is down")))));
        site.now = NOW.plusSeconds(80);
        GateBrowser same = site.browser().as("editor");
        same.cookies.putAll(browser.cookies);
        try (LogCapture log = new LogCapture(RenewalFilter.class)) {
            GateResponse response = same.post("/page", "body");

            assertThat(response.body()).isEqualTo("pagebody");
            assertThat(response.granted()).isEmpty();
            assertThat(log.take()).singleElement().asString()
                    .startsWith("WARN Signed cookies that expire soon were not renewed: ").contains("gate.docs.resource");
        }
    }

    @Test
    void applicationWithoutUsers_answers() {
        GateBrowser browser = visitor("/docs/a.html");
        site.now = NOW.plusSeconds(80);
        GateBrowser unknown = site.browser().as("unknown");
        unknown.cookies.putAll(browser.cookies);

        assertThat(unknown.get("/page").body()).isEqualTo("page");
    }

    /** The grant would expire with the token, as before. */
    @Test
    void cookiesThatWouldNotLastLonger_areNotSet() {
        site.tokenExpiry = NOW.plusSeconds(30);
        GateBrowser browser = visitor("/docs/a.html");
        site.now = NOW.plusSeconds(20);

        GateResponse response = browser.get("/page");

        assertThat(response.body()).isEqualTo("page");
        assertThat(response.granted()).isEmpty();
        assertThat(site.outcomes).isEmpty();
    }
}
