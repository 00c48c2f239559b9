package io.quarkiverse.cloudfront.signer.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;

import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.Device;
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

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    @TestHTTPResource("/")
    URI gallery;

    final CloudFrontEdge edge = new CloudFrontEdge();

    KeycloakServer keycloak;

    @Test
    void film_isRefusedAfterTheLogoutAndGoesOnAfterANewLogin() throws Exception {
        Page page = BROWSERS.newContext().newPage();
        Device device = Device.of(page);
        List<Response> segments = new CopyOnWriteArrayList<>();
        page.onResponse(response -> {
            if (response.url().matches(".*/videos/alps/adaptive/segment-.*")) {
                segments.add(response);
            }
        });
        page.navigate(gallery.toString());
        logIn(device);
        play(page);
        String entry = page.locator("[data-part=hls]").getAttribute("href");
        String next = segments.get(segments.size() - 1).url();

        logOut(device, next);
        assertThat(page.getByTestId("video-status"))
                .hasText(Pattern.compile("The video stopped: the edge responded with 403.*"));
        assertThat(segments).filteredOn(response -> response.status() == 403)
                .as("the player's own requests, too").anyMatch(response -> !response.url().equals(next));
        assertThat(status(device, entry)).isEqualTo(403);
        segments.clear();

        // the page asks the application for another URL, and so leads to the login
        page.evaluate("() => { document.querySelector('video').play().catch(() => {}) }");
        logIn(device);
        play(page);
        assertThat(page.locator("[data-part=hls]").getAttribute("href")).isNotEqualTo(entry);
        assertThat(segments).isNotEmpty().allMatch(response -> response.status() == 200);
        assertThat(status(device, entry)).as("the URL of the session that has ended").isEqualTo(403);
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
        pictureIsRefusedAfterTheLogout(BROWSERS.newDevice(Program.CHROMIUM));
    }

    @Test
    @NeedsProgram(Program.FIREFOX)
    void pictureBehindTheGate_inFirefox_isRefusedAfterTheLogout() throws Exception {
        pictureIsRefusedAfterTheLogout(BROWSERS.newDevice(Program.FIREFOX));
    }

    private void pictureIsRefusedAfterTheLogout(Device device) throws Exception {
        String picture = edge.url("/handbook/blue-hour.svg").toString();
        device.go(edge.url(HANDBOOK));
        logIn(device);
        device.await("document.querySelector('img').naturalWidth > 0");

        logOut(device, picture);

        // the picture fails, so the page asks the gate for new cookies, which leads to the login
        device.evaluate("document.querySelector('img').src = 'blue-hour.svg?2'");
        logIn(device);
        device.await("document.querySelector('img').naturalWidth > 0");
        assertThat(device.evaluate("location.pathname")).isEqualTo(HANDBOOK);
        assertThat(status(device, picture)).isEqualTo(200);

        logOut(device, picture);

        // the function refuses the page, and its own page leads to the login
        device.go(edge.url(HANDBOOK) + "?opened");
        logIn(device);
        device.await("document.querySelector('img').naturalWidth > 0");
        assertThat(device.evaluate("location.pathname + location.search")).isEqualTo(HANDBOOK + "?opened");
    }

    private void logIn(Device device) throws Exception {
        device.await("document.querySelector('#kc-login') !== null");
        device.leave("document.querySelector('#username').value = '" + USER + "', document.querySelector('#password').value = '"
                + keycloak.password(USER) + "', document.querySelector('#kc-login').click()");
        device.await("document.querySelector('#kc-login') === null");
    }

    /** Ends the user's session while the tab asks for a file, and waits until a new login is later than the revocation. */
    private void logOut(Device device, String file) throws Exception {
        assertThat(status(device, file)).isEqualTo(200);
        device.evaluate(ASK.formatted(file));
        long begun = keycloak.logOut(USER).toEpochMilli();
        long ended = System.currentTimeMillis();

        long refused = Long.parseLong(device.evaluate("window.refused.then(String)"));
        LOG.infof("refused %d ms after the logout began, and %d ms after it had ended", refused - begun, refused - ended);
        assertThat(status(device, file)).isEqualTo(403);
        device.await("Date.now() / 1000 >= " + (Instant.ofEpochMilli(ended).getEpochSecond() + 1));
    }

    private static int status(Device device, String file) throws Exception {
        return Integer.parseInt(device.evaluate(
                "fetch('" + file
                        + "', {credentials: 'include', cache: 'no-store'}).then(response => String(response.status))"));
    }
}
