package io.quarkiverse.cloudfront.signer.runtime.gate;

import static io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.login;
import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.gate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.GateResponse;

/** What browsers and other programs request without being asked to. */
class IntentTest {

    private static final String LOGOUT = "/private-access/logout";

    private final GateSite site = new GateSite(gate("docs", "/docs/*"));

    @AfterEach
    void close() {
        site.close();
    }

    private GateBrowser visitor() {
        GateBrowser browser = site.browser().as("reader");
        browser.get(login("/docs/a.html"));
        site.usersAsked = 0;
        site.outcomes.clear();
        return browser;
    }

    private void assertUnchanged(GateResponse response) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("Clear-Site-Data")).isNull();
        assertThat(response.cookies()).isEmpty();
        assertThat(response.body()).isEmpty();
        assertThat(site.sessionsEnded).isZero();
        assertThat(site.usersAsked).isZero();
        assertThat(site.outcomes).isEmpty();
    }

    @Test
    void preparedLogout_logsNobodyOut() {
        assertUnchanged(visitor().with("Sec-Purpose", "prefetch").get(LOGOUT));
    }

    @Test
    void preparedLogin_neitherSetsCookiesNorLeadsToTheProvider() {
        assertUnchanged(visitor().with("Sec-Purpose", "prefetch").get(login("/docs/a.html")));
        assertUnchanged(site.browser().with("Sec-Purpose", "prefetch;prerender").get(login("/docs/a.html")));
    }

    @Test
    void preparedRenewal_renewsNothing() {
        assertUnchanged(visitor().with("Sec-Purpose", "prefetch;prerender").post("/private-access/renew", ""));
    }

    @Test
    void preparedPost_changesNothing() {
        assertUnchanged(visitor().with("Purpose", "prefetch").post(LOGOUT, "x=1"));
    }

    /** CloudFront may request this page with the viewer's headers, and could cache an error. */
    @ParameterizedTest
    @ValueSource(strings = { "denied", "renew.js", "gate.css" })
    void preparedFile_isSent(String file) {
        GateResponse response = site.browser().with("Sec-Purpose", "prefetch").get("/private-access/" + file);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isNotEmpty();
    }

    @Test
    void preparedPageOfTheApplication_isItsOwnMatter() {
        assertThat(site.browser().with("Sec-Purpose", "prefetch").get("/page").status()).isEqualTo(200);
    }

    @Test
    void logoutByPost_logsOut() {
        GateResponse response = visitor().post(LOGOUT, "");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.cleared()).containsExactly("/docs/");
        assertThat(site.sessionsEnded).isEqualTo(1);
    }

    /** quarkus-oidc answers its own logout before any page of a gate. */
    @ParameterizedTest
    @ValueSource(strings = { LOGOUT, LOGOUT + "/", "/" + LOGOUT, "/private-access/%6Cogout" })
    void logoutOfAnotherSite_isRefusedBeforeTheAuthentication(String path) {
        for (String cookie : new String[] { "q_session", "q_session_shop" }) {
            GateResponse response = site.browser().as("reader").cookie(cookie, "x").with("Sec-Fetch-Site", "cross-site")
                    .get(path);

            assertThat(response.status()).isEqualTo(409);
            assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        }
        assertThat(visitor().with("Sec-Fetch-Site", "cross-site").get(path).cookies()).isEmpty();
        assertThat(site.usersAsked).isZero();
        assertThat(site.sessionsEnded).isZero();
    }

    @Test
    void renewalByGet_renewsNothing() {
        GateResponse response = visitor().get("/private-access/renew");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.cookies()).isEmpty();
    }

    /** Programs that check links send it. */
    @ParameterizedTest
    @ValueSource(strings = { LOGOUT, LOGOUT + "/", "/" + LOGOUT })
    void headOfTheLogout_logsNobodyOut(String path) {
        GateResponse response = visitor().send("HEAD", path, "");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.cookies()).isEmpty();
        assertThat(site.sessionsEnded).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "OPTIONS", "PUT", "DELETE", "PATCH" })
    void otherMethod_changesNothing(String method) {
        for (String page : new String[] { "login?return=/docs/a.html", "logout", "renew", "denied" }) {
            GateResponse response = visitor().send(method, "/private-access/" + page, "");

            assertThat(response.status()).as(page).isEqualTo(404);
            assertThat(response.cookies()).as(page).isEmpty();
        }
        assertThat(site.sessionsEnded).isZero();
    }
}
