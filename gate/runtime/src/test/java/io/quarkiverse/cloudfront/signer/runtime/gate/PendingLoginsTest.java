package io.quarkiverse.cloudfront.signer.runtime.gate;

import static io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.login;
import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.gate;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.GateResponse;

class PendingLoginsTest {

    private static final String CALLBACK = "/page?code=c&state=";

    private final GateSite site = new GateSite(gate("docs", "/docs/*"));

    @AfterEach
    void close() {
        site.close();
    }

    private GateBrowser user() {
        return site.browser().as("reader");
    }

    private static List<String> pending(GateResponse response) {
        return response.cookies().stream().filter(cookie -> cookie.startsWith("q_gate_")).toList();
    }

    private static String encoded(String login) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private GateResponse resume(String login) {
        return user().cookie("q_gate_S9", encoded(login)).get(CALLBACK + "S9");
    }

    @Test
    void loginThatBegins_isRemembered() {
        assertThat(pending(site.browser().get(login("/docs/a.html")))).singleElement().asString()
                .startsWith("q_gate_S1=").contains("; Max-Age=1800").contains("; Path=/;").contains("; HTTPOnly")
                .contains("; SameSite=Lax").doesNotContain("; Secure");
    }

    @Test
    void loginThatBeginsWithTls_isRememberedForTls() {
        assertThat(pending(site.browser().with("X-Forwarded-Proto", "https").get(login("/docs/a.html")))).singleElement()
                .asString().contains("; Secure").contains("; HTTPOnly");
    }

    @Test
    void login_isResumedAfterTheUserHasASession() {
        GateBrowser browser = site.browser();
        browser.get(login("/docs/a.html?x=1#part"));

        GateResponse response = browser.as("reader").get(CALLBACK + "S1");

        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo(login("/docs/a.html?x=1#part"));
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void loginWithoutSession_isCompletedByTheRequest() {
        GateBrowser browser = site.browser();
        browser.get(login("/docs/a.html"));

        assertThat(browser.get(CALLBACK + "S1").body()).isEqualTo("page");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/page", "/page?state=S2", "/page?state=S1&state=S1", "/page?other=S1", "/page?state=" })
    void otherRequest_isNotLedAway(String path) {
        GateBrowser browser = user().cookie("q_gate_S1", encoded(login("/docs/a.html")));

        assertThat(browser.get(path).body()).isEqualTo("page");
        assertThat(browser.post(CALLBACK + "S1", "x").body()).isEqualTo("pagex");
    }

    /** The application may accept such a query. */
    @Test
    void malformedQuery_isLeftToTheApplication() {
        assertThat(user().getMalformed("/page?x=100%")).isEqualTo(200);
        assertThat(user().cookie("q_gate_S1", encoded(login("/docs/a.html"))).getMalformed("/page?state=S1&x=100%"))
                .isEqualTo(200);
    }

    /** Other hosts of the same domain can plant such a cookie. */
    @ParameterizedTest
    @ValueSource(strings = { "https://evil.example/", "//evil.example/", "/\\evil.example", "/private-access/login",
            "/private-access/login?return=//evil.example", "/private-access/login?return=https://evil.example",
            "/private-access/login?return=/%5cevil.example", "/private-access/login?return=/private-access/logout",
            "/private-access/login?return=/a&return=/b", "/private-access/login?other=/a", "/private-access/login?return=%zz",
            "/private-access/logout?return=/docs/a.html", "/private-access/login.evil?return=/a", "", "/docs/a.html",
            "/private-access/login?return=/a%0d%0aSet-Cookie:x=y", "/private-access/login\r\nSet-Cookie: x=y?return=/a" })
    void plantedCookie_leadsNowhere(String login) {
        GateResponse response = resume(login);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("page");
        assertThat(response.header("Location")).isNull();
        assertThat(response.header("Set-Cookie")).isNull();
    }

    /** Only the return path is taken from the cookie, so nothing else of it reaches the header. */
    @ParameterizedTest
    @ValueSource(strings = { "\r\nSet-Cookie: x=y", "&x=\n", "&refused=9", "\r\n\r\n<script>" })
    void restOfAPlantedCookie_doesNotReachTheHeader(String rest) {
        GateResponse response = resume("/private-access/login?x=1&return=/docs/a.html&y=" + rest);

        assertThat(response.header("Location")).isEqualTo(login("/docs/a.html"));
        assertThat(response.header("Set-Cookie")).isNull();
    }

    @Test
    void lineBreaksInAPlantedFragment_areEncoded() {
        assertThat(resume("/private-access/login?return=/docs/a.html%23x%0d%0aSet-Cookie:y").header("Location"))
                .isEqualTo("/private-access/login?return=%2Fdocs%2Fa.html%23x%250D%250ASet-Cookie%3Ay");
    }

    @ParameterizedTest
    @ValueSource(strings = { "!", "a.b", "%0d%0a", "AA=A" })
    void cookieThatIsNotEncoded_leadsNowhere(String value) {
        assertThat(user().cookie("q_gate_S9", value).get(CALLBACK + "S9").body()).isEqualTo("page");
    }

    @Test
    void longCookie_isNotRead() {
        String login = login("/docs/" + "a".repeat(561));
        assertThat(encoded(login)).hasSize(800);

        assertThat(resume(login).header("Location")).isEqualTo(login);
        assertThat(resume(login + "a").status()).isEqualTo(200);
    }

    @Test
    void longLogin_isNotRemembered() {
        String longest = login("/docs/" + "a".repeat(561));

        assertThat(pending(site.browser().get(longest))).hasSize(1);
        assertThat(pending(site.browser().get(longest + "a"))).isEmpty();
    }

    /** Proxies refuse responses with more than about 8 kB of headers, so nobody could log in. */
    @Test
    void manyPlantedCookies_areForgottenWithinBounds() {
        GateBrowser browser = site.browser();
        for (int i = 0; i < 40; i++) {
            browser.cookie("q_gate_" + i, "").cookie("q_gate_" + "0".repeat(64) + i, "");
        }

        List<String> cookies = pending(browser.get(login("/docs/a.html")));

        assertThat(cookies).hasSizeGreaterThan(10).anyMatch(cookie -> cookie.startsWith("q_gate_S1=L"))
                .noneMatch(cookie -> cookie.startsWith("q_gate_00"));
        assertThat(cookies.stream().mapToInt(String::length).sum()).isLessThan(4096);
    }

    @Test
    void fourLoginsThatNobodyCompleted_areForgotten() {
        GateBrowser browser = site.browser();
        for (int i = 1; i <= 3; i++) {
            browser.cookie("q_gate_T" + i, "x");
        }
        assertThat(pending(browser.get(login("/docs/a.html")))).singleElement().asString().startsWith("q_gate_S1=");

        List<String> cookies = pending(browser.get(login("/docs/b.html")));

        assertThat(cookies).anyMatch(cookie -> cookie.startsWith("q_gate_S1=L"));
        assertThat(cookies.stream().filter(cookie -> cookie.contains("Max-Age=0")).map(cookie -> cookie.substring(0, 9)))
                .containsExactlyInAnyOrder("q_gate_T1", "q_gate_T2", "q_gate_T3");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://provider.example/authorize?client_id=site&state=S1",
            "/login.html?response_type=code&state=S1",
            "https://provider.example/authorize?response_type=code",
            "https://provider.example/authorize?response_type=code&state=",
            "https://provider.example/authorize?response_type=code&state=a%3Bb",
            "https://provider.example/a?response_type=%zz&state=S1",
            "https://provider.example/authorize?response_type=code&state=S1&state=S2",
            "ftp://provider.example/?response_type=code&state=S1" })
    void otherRedirect_isNotRemembered(String challenge) {
        site.challenge = challenge;

        assertThat(pending(site.browser().get(login("/docs/a.html")))).isEmpty();
    }

    @Test
    void longState_isNotRemembered() {
        site.challenge = GateSite.PROVIDER + "s".repeat(64);
        assertThat(pending(site.browser().get(login("/docs/a.html")))).hasSize(1);

        site.challenge = GateSite.PROVIDER + "s".repeat(65);
        assertThat(pending(site.browser().get(login("/docs/a.html")))).isEmpty();
    }

    @Test
    void providerWithoutTls_isKnownToo() {
        site.challenge = GateSite.PROVIDER.replace("https", "http") + "S1";

        assertThat(pending(site.browser().get(login("/docs/a.html")))).hasSize(1);
    }

    @Test
    void otherPages_areNotRemembered() {
        assertThat(pending(site.browser().get("/private?return=/docs/a.html"))).isEmpty();
        assertThat(pending(site.browser().get("/private-access/login?landing"))).isEmpty();
        assertThat(pending(user().get(login("/docs/a.html")))).isEmpty();
        site.authentication = 302;
        assertThat(pending(site.browser().post(login("/docs/a.html"), "x"))).isEmpty();
    }
}
