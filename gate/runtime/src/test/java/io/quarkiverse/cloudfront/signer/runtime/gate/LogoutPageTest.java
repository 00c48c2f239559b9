package io.quarkiverse.cloudfront.signer.runtime.gate;

import static io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.login;
import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.gate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.GateResponse;

class LogoutPageTest {

    private static final String LOGOUT = "/private-access/logout";

    private final GateSite site = new GateSite(gate("docs", "/docs/*"));

    @AfterEach
    void close() {
        site.close();
    }

    private GateBrowser visitor() {
        GateBrowser browser = site.browser().as("reader");
        browser.get(login("/docs/a.html"));
        return browser;
    }

    @Test
    void logout_clearsCookiesAndCacheAndEndsTheSession() {
        GateResponse response = visitor().get(LOGOUT);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.cleared()).containsExactly("/docs/");
        assertThat(response.header("Clear-Site-Data")).isEqualTo("\"cache\"");
        assertThat(response.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(response.body()).contains("logged out");
        assertThat(site.sessionsEnded).isEqualTo(1);
    }

    @Test
    void logout_clearsWhatIsConfigured() {
        assertThat(visitor().get("/logout-of-all").header("Clear-Site-Data")).isEqualTo("\"cache\", \"storage\"");

        GateResponse response = visitor().get("/logout-of-nothing");
        assertThat(response.header("Clear-Site-Data")).isNull();
        assertThat(response.cleared()).containsExactly("/docs/");
    }

    @Test
    void anonymousViewerWithCookies_losesThem() {
        GateBrowser anonymous = site.browser();
        anonymous.cookies.putAll(visitor().cookies);

        GateResponse response = anonymous.get(LOGOUT);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.cleared()).containsExactly("/docs/");
        assertThat(site.sessionsEnded).isZero();
    }

    /** Another site must not be able to log users out. With cookies, the request does not get as far as this page. */
    @Test
    void requestFromAnotherSiteWithoutCookies_logsNobodyOut() {
        assertThat(site.browser().as("reader").with("Sec-Fetch-Site", "cross-site").get(LOGOUT).status()).isEqualTo(409);
        assertThat(site.sessionsEnded).isZero();
    }

    /** A provider leads back here after the session has ended. */
    @Test
    void requestFromTheProviderAfterTheEnd_showsThePage() {
        GateResponse response = site.browser().with("Sec-Fetch-Site", "cross-site").get(LOGOUT);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Clear-Site-Data")).as("an image of another site must not clear the user's data").isNull();
        assertThat(response.cookies()).isEmpty();
    }

    /** Browsers send a form without the cookies, so the user seems to be anonymous. */
    @ParameterizedTest
    @CsvSource({ "Sec-Fetch-Site, cross-site", "Origin, https://evil.example", "Origin, null",
            "Origin, https://evil.example:443" })
    void formOfAnotherSite_clearsNothing(String header, String value) {
        GateResponse response = site.browser().with(header, value).post("/logout-of-all", "");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Clear-Site-Data")).isNull();
    }

    @Test
    void formOfTheSite_clearsData() {
        GateBrowser browser = site.browser();

        assertThat(browser.with("Origin", browser.origin()).post("/logout-of-all", "").header("Clear-Site-Data"))
                .isEqualTo("\"cache\", \"storage\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "same-origin", "same-site", "none" })
    void requestFromTheSite_logsOut(String site) {
        assertThat(visitor().with("Sec-Fetch-Site", site).get(LOGOUT).cleared()).containsExactly("/docs/");
    }

    @Test
    void logoutWithAPageOfTheProvider_isAnsweredByThatPage() {
        site.providerLogout = "/page";

        GateResponse response = visitor().get(LOGOUT + "?x=1");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).startsWith("page");
        assertThat(visitor().post(LOGOUT, "x").body()).isEqualTo("pagex");
        assertThat(site.browser().get(LOGOUT).body()).as("without a session").contains("logged out");
    }

    @Test
    void sessionThatCannotEnd_isAnswered() {
        site.sessionFailure = new IllegalStateException();

        assertThat(visitor().get(LOGOUT).status()).isEqualTo(500);
    }

    @Test
    void formSession_ends() {
        site.formLogin = true;

        GateResponse response = visitor().get(LOGOUT);

        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.cookies()).anyMatch(cookie -> cookie.startsWith("quarkus-credential=;"));
    }
}
