package io.quarkiverse.cloudfront.signer.runtime.gate;

import static io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.login;
import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.gate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.GateResponse;

class RenewalTest {

    private static final String RENEW = "/private-access/renew";

    private GateSite site = new GateSite(List.of(gate("docs", "/docs/*"), gate("albums", "/albums/*", "editor"),
            gate("tenants", "/tenants/{claim.tenant}/*")), null);

    @AfterEach
    void close() {
        site.close();
    }

    private GateBrowser user() {
        return site.browser().as("reader");
    }

    @Test
    void heldCookies_areRenewed() {
        GateBrowser browser = user();
        browser.get(login("/docs/a.html"));
        site.outcomes.clear();

        GateResponse response = browser.post(RENEW, "");

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.granted()).containsExactly("/docs/");
        assertThat(response.cookies()).noneMatch(cookie -> cookie.contains("Path=/tenants/"));
        assertThat(site.outcomes).containsExactly("renewal docs null");
    }

    @Test
    void viewerWithoutCookies_getsAllThatAreMeantForTheUser() {
        GateResponse response = user().post(RENEW, "");

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.granted()).containsExactlyInAnyOrder("/docs/", "/tenants/acme/");
        assertThat(site.outcomes).containsExactly("renewal docs null", "renewal tenants null");
    }

    @Test
    void userWhoHasLostTheRole_isRefused() {
        GateBrowser browser = site.browser().as("editor");
        browser.get(login("/albums/1.jpg"));
        site.outcomes.clear();
        GateBrowser demoted = user();
        demoted.cookies.putAll(browser.cookies);

        GateResponse response = demoted.post(RENEW, "");

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.granted()).isEmpty();
        assertThat(site.outcomes).containsExactly("renewal albums ROLE_MISSING");
    }

    @Test
    void anonymousViewer_isNotLedToTheLogin() {
        GateResponse response = site.browser().post(RENEW, "");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("Location")).isNull();
        assertThat(response.cookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ".", "..", "missing", "long" })
    void unusableClaim_isRefused(String claim) {
        GateBrowser browser = user();
        browser.get(login("/tenants/acme/a.html"));
        site.outcomes.clear();
        site.claims.put("claim.tenant", () -> claim.equals("missing") ? GateSite.missing()
                : claim.equals("long") ? "x".repeat(10_000) : claim);

        GateResponse response = browser.post(RENEW, "");

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.granted()).isEmpty();
        assertThat(site.outcomes).containsExactly("renewal tenants ROLE_MISSING");
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "HEAD", "PUT", "DELETE" })
    void otherMethods_renewNothing(String method) {
        GateBrowser browser = user();
        browser.get(login("/docs/a.html"));
        site.now = GateSite.NOW.plusSeconds(80);

        GateResponse response = browser.send(method, RENEW, "");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.granted()).isEmpty();
    }

    /** One response could not clear them later. */
    @Test
    void moreCookiesThanAResponseMaySet_areAnswered() {
        site.close();
        List<GateInfo> gates = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            gates.add(gate("long-" + i, "/" + i + "a".repeat(900) + "/*"));
        }
        site = new GateSite(gates, null);

        GateResponse response = user().post(RENEW, "");

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).contains("One response sets more signed cookies than a later one can clear");
        assertThat(response.granted()).isEmpty();
    }
}
