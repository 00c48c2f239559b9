package io.quarkiverse.cloudfront.signer.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;

import io.quarkiverse.cloudfront.signer.programs.Chromium;
import io.quarkiverse.cloudfront.signer.programs.Firefox;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * An administrator of Keycloak ends a user's session. What the user's browser asks the edge for is refused from then on,
 * until the user logs in again.
 */
@QuarkusTest
@Tag("nightly")
@TestProfile(KeycloakMarksTest.Marks.class)
@NeedsProgram({ Program.BASH, Program.CHROMIUM })
class KeycloakMarksTest {

    public static class Marks extends KeycloakProfile {

        private static final String BACK_CHANNEL = "/back-channel-logout";

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(super.getConfigOverrides());
            config.put("quarkus.cloudfront-signer.marks.enabled", "true");
            config.put("quarkus.cloudfront-signer.marks.revoke-on", "logout,back-channel-logout");
            config.put("quarkus.cloudfront-signer.devservices.origin", MarkedOrigin.directory());
            config.put("quarkus.oidc.logout.backchannel.path", BACK_CHANNEL);
            // with the default, quarkus-oidc ends only one of a user's sessions
            config.put("quarkus.oidc.logout.backchannel.logout-token-key", "sid");
            return config;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KeycloakServer.class,
                    Map.of(KeycloakServer.BACK_CHANNEL_PATH, BACK_CHANNEL)));
        }
    }

    private static final Logger LOG = Logger.getLogger(KeycloakMarksTest.class);

    private static final String USER = "alice";
    private static final String HANDBOOK = "/handbook/index.html";
    /** Asks for a file until the edge refuses it, for a minute at most, and has the time when that ended. */
    private static final String ASK = """
            window.refused = (async () => {
                const end = Date.now() + 60000;
                while (Date.now() < end && (await fetch('%s', {credentials: 'include', cache: 'no-store'})).status !== 403) {
                    await new Promise(done => setTimeout(done, 25));
                }
                return Date.now();
            })(), 'asking'""";

    @TempDir
    static Path directory;

    @TestHTTPResource("/")
    URI gallery;

    final CloudFrontEdge edge = new CloudFrontEdge();

    KeycloakServer keycloak;

    private static Playwright playwright;
    private static Browser browser;

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

    /** A tab of a browser. */
    @FunctionalInterface
    private interface Tab {

        /** @param expression its value, or that of its promise, is text */
        Object text(String expression) throws Exception;

        default String evaluate(String expression) throws Exception {
            return (String) text("Promise.resolve((" + expression + ")).then(String)");
        }
    }

    @Test
    void film_isRefusedAfterTheLogoutAndGoesOnAfterANewLogin() throws Exception {
        try (BrowserContext context = browser.newContext()) {
            context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
            Page page = context.newPage();
            Tab tab = page::evaluate;
            List<Response> segments = new CopyOnWriteArrayList<>();
            page.onResponse(response -> {
                if (response.url().matches(".*/videos/alps/adaptive/segment-.*")) {
                    segments.add(response);
                }
            });
            page.navigate(gallery.toString());
            logIn(tab);
            play(page);
            String entry = page.locator("[data-part=hls]").getAttribute("href");
            String next = segments.get(segments.size() - 1).url();

            logOut(tab, next);
            assertThat(page.getByTestId("video-status"))
                    .hasText(Pattern.compile("The video stopped: the edge responded with 403.*"));
            assertThat(segments).filteredOn(response -> response.status() == 403)
                    .as("the player's own requests, too").anyMatch(response -> !response.url().equals(next));
            assertThat(status(tab, entry)).isEqualTo(403);
            segments.clear();

            // the page asks the application for another URL, and so leads to the login
            page.evaluate("() => { document.querySelector('video').play().catch(() => {}) }");
            logIn(tab);
            play(page);
            assertThat(page.locator("[data-part=hls]").getAttribute("href")).isNotEqualTo(entry);
            assertThat(segments).isNotEmpty().allMatch(response -> response.status() == 200);
            assertThat(status(tab, entry)).as("the URL of the session that has ended").isEqualTo(403);
        }
    }

    /** Plays the video from a static playlist, until segments come from the edge while it plays. */
    private static void play(Page page) {
        assertThat(page.getByTestId("video-cookies-status")).hasText(Pattern.compile("200"));
        page.getByTestId("through-static").check();
        assertThat(page.getByTestId("video-status")).hasText("ready to play through a static signed playlist");
        page.evaluate("() => { const video = document.querySelector('video'); video.muted = true; video.play() }");
        try {
            page.waitForFunction("() => document.querySelector('video').currentTime > 1");
        } catch (TimeoutError e) {
            throw new AssertionError("%s: %s".formatted(page.getByTestId("video-status").textContent(), page.evaluate("""
                    () => {
                        const {paused, seeking, ended, error, currentTime, readyState, networkState, buffered, src} =
                            document.querySelector('video');
                        const ranges = Array.from({length: buffered.length}, (_, i) => [buffered.start(i), buffered.end(i)]);
                        const segments = document.querySelector('[data-part=segments]').textContent;
                        return JSON.stringify({paused, seeking, ended, error: error?.message, currentTime, readyState,
                            networkState, ranges, src, segments});
                    }""")), e);
        }
    }

    @Test
    void pictureBehindTheGate_inChromium_isRefusedAfterTheLogout() throws Exception {
        try (BrowserContext context = browser.newContext()) {
            context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
            pictureIsRefusedAfterTheLogout(context.newPage()::evaluate);
        }
    }

    @Test
    @NeedsProgram(Program.FIREFOX)
    void pictureBehindTheGate_inFirefox_isRefusedAfterTheLogout() throws Exception {
        try (Firefox firefox = Firefox.launch(directory)) {
            pictureIsRefusedAfterTheLogout(firefox::evaluate);
        }
    }

    private void pictureIsRefusedAfterTheLogout(Tab tab) throws Exception {
        String picture = edge.url("/handbook/blue-hour.svg").toString();
        tab.evaluate("location.assign('" + edge.url(HANDBOOK) + "')");
        logIn(tab);
        await(tab, "document.querySelector('img').naturalWidth > 0");

        logOut(tab, picture);

        // the picture fails, so the page asks the gate for new cookies, which leads to the login
        tab.evaluate("document.querySelector('img').src = 'blue-hour.svg?2'");
        logIn(tab);
        await(tab, "document.querySelector('img').naturalWidth > 0");
        assertThat(tab.evaluate("location.pathname")).isEqualTo(HANDBOOK);
        assertThat(status(tab, picture)).isEqualTo(200);

        logOut(tab, picture);

        // the function refuses the page, and its own page leads to the login
        tab.evaluate("location.assign('" + edge.url(HANDBOOK) + "?opened')");
        logIn(tab);
        await(tab, "document.querySelector('img').naturalWidth > 0");
        assertThat(tab.evaluate("location.pathname + location.search")).isEqualTo(HANDBOOK + "?opened");
    }

    private void logIn(Tab tab) throws Exception {
        await(tab, "document.querySelector('#kc-login') !== null");
        tab.evaluate("document.querySelector('#username').value = '" + USER + "', document.querySelector('#password').value = '"
                + keycloak.password(USER) + "', document.querySelector('#kc-login').click()");
        await(tab, "document.querySelector('#kc-login') === null && document.readyState === 'complete'");
    }

    /** Ends the user's session while the tab asks for a file, and waits until a new login is later than the revocation. */
    private void logOut(Tab tab, String file) throws Exception {
        assertThat(status(tab, file)).isEqualTo(200);
        tab.evaluate(ASK.formatted(file));
        long begun = keycloak.logOut(USER).toEpochMilli();
        long ended = System.currentTimeMillis();

        long refused = Long.parseLong(tab.evaluate("window.refused"));
        LOG.infof("refused %d ms after the logout began, and %d ms after it had ended", refused - begun, refused - ended);
        assertThat(status(tab, file)).isEqualTo(403);
        await(tab, "Date.now() / 1000 >= " + (Instant.ofEpochMilli(ended).getEpochSecond() + 1));
    }

    private static int status(Tab tab, String file) throws Exception {
        return Integer.parseInt(tab.evaluate(
                "fetch('" + file + "', {credentials: 'include', cache: 'no-store'}).then(response => response.status)"));
    }

    /** A tab cannot answer while it loads a page. */
    private static void await(Tab tab, String condition) throws Exception {
        long deadline = System.currentTimeMillis() + Chromium.PATIENCE_MILLIS;
        while (!isTrue(tab, condition)) {
            assertThat(System.currentTimeMillis()).as(condition).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static boolean isTrue(Tab tab, String condition) {
        try {
            return tab.evaluate("Boolean(" + condition + ")").equals("true");
        } catch (Exception loading) {
            return false;
        }
    }
}
