package io.quarkiverse.cloudfront.signer.runtime.gate;

import static io.quarkiverse.cloudfront.signer.runtime.gate.GateBrowser.login;
import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.gate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.fixtures.past.PastSet;

/** A user is at the provider while the application is replaced. */
class PastLoginsTest {

    private static final Map<String, String> PAGES = Map.of("page", "/docs/a.html", "query", "/docs/a.html?x=1&y=%20",
            "fragment", "/docs/a.html#part", "unicode", "/docs/%C3%9Cbung.html");

    private final GateSite site = new GateSite(gate("docs", "/docs/*"));

    static List<PastSet> sets() {
        return PastSet.all();
    }

    @AfterEach
    void close() {
        site.close();
    }

    /** The value of each cookie, after the page that it is for. */
    @Test
    void pendingLogins_areRecorded() {
        Map<String, String> pending = new TreeMap<>();
        PAGES.forEach((name, page) -> {
            GateBrowser browser = site.browser();
            browser.get(login(page));
            pending.put(name, page + " q_gate_S1=" + browser.cookies.get("q_gate_S1"));
        });

        PastSet.record("pending-logins.properties", pending);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void earlierLogin_isResumed(PastSet set) {
        set.entries("pending-logins.properties").forEach((name, recorded) -> {
            String page = recorded.substring(0, recorded.indexOf(' '));
            String cookie = recorded.substring(page.length() + 1);
            int equals = cookie.indexOf('=');

            GateBrowser.GateResponse response = site.browser().as("reader")
                    .cookie(cookie.substring(0, equals), cookie.substring(equals + 1))
                    .get("/page?code=c&state=" + cookie.substring("q_gate_".length(), equals));

            assertThat(response.status()).as(name).isEqualTo(303);
            assertThat(response.header("Location")).as(name).isEqualTo(login(page));
        });
    }
}
