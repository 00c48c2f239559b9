package io.quarkiverse.cloudfront.signer.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import io.quarkiverse.cloudfront.signer.programs.Chromium;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
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

    private static Playwright playwright;
    private static Browser browser;

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    String edge;

    NodeProvider provider;

    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void startBrowser() {
        playwright = Playwright.create();
        browser = Chromium.launch(playwright);
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void openPage() {
        provider.endSessions();
        context = browser.newContext();
        context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
        page = context.newPage();
    }

    @AfterEach
    void closePage() {
        context.close();
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
            return Map.of("quarkus.oidc.devservices.enabled", "false");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(NodeProvider.class));
        }
    }
}
