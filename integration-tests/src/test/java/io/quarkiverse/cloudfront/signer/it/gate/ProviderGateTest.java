package io.quarkiverse.cloudfront.signer.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * The handbook of the sample in Chromium, with a provider that has a login form, short tokens, and refresh tokens for single
 * use.
 */
@QuarkusTest
@Tag("nightly")
@TestProfile(ProviderGateTest.Profile.class)
@NeedsProgram({ Program.CHROMIUM, Program.NPM })
class ProviderGateTest {

    private static final String FIRST = "/handbook/lending.html?from=mail&to=a%20b#tripods";
    private static final String SECOND = "/handbook/outings.html?x=1#content";

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    /** How another site can lead a browser to a URL, without the user or with a click. */
    private static final Map<String, String> WAYS = Map.of(
            "link", "document.body.append(Object.assign(document.createElement('a'), {href: url})), document.links[0].click()",
            "form", "document.body.append(Object.assign(document.createElement('form'), {action: url, method: 'post'})),"
                    + " document.forms[0].submit()",
            "window", "open(url)",
            "image", "new Image().src = url",
            "prefetch", "document.head.append(Object.assign(document.createElement('link'), {rel: 'prefetch', href: url}))");

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    String edge;

    @TestHTTPResource("/logout")
    String logoutOfQuarkus;

    @Inject
    Grants grants;

    NodeProvider provider;

    private BrowserContext context;
    private Page page;

    @BeforeEach
    void openPage() {
        provider.endSessions();
        provider.tokensLive(NodeProvider.TOKEN_LIFE);
        context = BROWSERS.newContext();
        page = context.newPage();
    }

    @Test
    void loginsInTwoTabs_leadBackToTheirPages() {
        Page other = context.newPage();
        open(page, FIRST);
        open(other, SECOND);

        logIn(page, FIRST);
        logIn(other, SECOND);
    }

    @Test
    void endedSession_leadsFromTheOpenPageToTheLoginAndBack() {
        AtomicInteger refused = new AtomicInteger();
        context.onResponse(response -> {
            if (response.status() == 401) {
                refused.incrementAndGet();
            }
        });
        open(page, FIRST);
        logIn(page, FIRST);
        page.evaluate("() => { window.renewals = 0;"
                + " document.addEventListener('cloudfront-signer:renewed', () => renewals++) }");
        long start = System.nanoTime();
        page.waitForCondition(() -> System.nanoTime() - start > NodeProvider.TOKEN_LIFE.plus(Duration.ofSeconds(2)).toNanos()
                && (int) page.evaluate("window.renewals") >= 2);
        assertThat(refused).hasValue(0);

        provider.endSessions();

        page.waitForURL(url -> url.startsWith(provider.url()));
        assertThat(refused).hasValue(1);
        logIn(page, FIRST);
    }

    @Test
    void otherSite_logsNobodyOut() throws IOException {
        provider.tokensLive(Duration.ofMinutes(5));
        open(page, FIRST);
        logIn(page, FIRST);
        List<String> held = cookies();
        assertThat(held).anyMatch(cookie -> cookie.startsWith("q_session")).anyMatch(cookie -> cookie.contains("CloudFront"));
        List<String> answered = new ArrayList<>();
        context.onRequestFinished(request -> answered.add(request.url()));
        // a picture that is a page, for example
        context.onRequestFailed(request -> answered.add(request.url()));
        List<String> changes = new ArrayList<>();
        context.onResponse(response -> response.headersArray().stream()
                .filter(header -> header.name.equalsIgnoreCase("Set-Cookie") || header.name.equalsIgnoreCase("Clear-Site-Data"))
                .forEach(header -> changes.add(response.url() + " " + header.name + ": " + header.value)));
        // another loopback address, which Linux has without configuration, and another site than localhost
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
        other.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, -1);
            }
        });
        other.start();
        try {
            for (String logout : List.of(edge + "/private-access/logout", logoutOfQuarkus)) {
                for (String way : WAYS.keySet()) {
                    Page tab = context.newPage();
                    tab.navigate("http://127.0.0.2:" + other.getAddress().getPort());
                    answered.clear();

                    tab.evaluate("url => { " + WAYS.get(way) + " }", logout);

                    tab.waitForCondition(() -> answered.contains(logout));
                    assertThat(cookies()).as("%s by %s, after %s", logout, way, changes).isEqualTo(held);
                    tab.close();
                }
            }
        } finally {
            other.stop(0);
        }
        // a revocation that follows is stored after that of a logout
        grants.revoke("https://nobody.example.com", "nobody").await().indefinitely();
        assertThat(page.navigate(edge + SECOND).status()).isEqualTo(200);
    }

    private List<String> cookies() {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.contains("session") || cookie.name.contains("CloudFront"))
                .map(cookie -> cookie.name + "=" + cookie.value).sorted().toList();
    }

    private void open(Page tab, String path) {
        tab.navigate(edge + path);
        tab.waitForURL(url -> url.startsWith(provider.url()));
    }

    private void logIn(Page tab, String path) {
        tab.locator("button").click();
        tab.waitForURL(edge + path);
    }

    /**
     * The sample with another provider.
     */
    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.oidc.devservices.enabled", "false", "quarkus.cloudfront-signer.marks.enabled", "true",
                    "quarkus.cloudfront-signer.marks.revoke-on", "logout");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(NodeProvider.class));
        }
    }
}
