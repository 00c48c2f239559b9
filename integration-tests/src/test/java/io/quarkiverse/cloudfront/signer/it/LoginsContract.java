package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.Device;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * The life of the logins of a user with two devices, who opens signed URLs and the pages behind the gate. Each provider has a
 * subclass.
 */
@NeedsProgram(Program.CHROMIUM)
abstract class LoginsContract {

    /** What a device has been given, and still has if somebody copies it. */
    record Held(String url, String cookies, String session) {
    }

    private static final Logger LOG = Logger.getLogger(LoginsContract.class);

    static final String HANDBOOK = "/handbook/index.html";
    static final String FILM = "/handbook/film.html";
    private static final String PICTURE = "/handbook/blue-hour.svg";
    private static final String LOGOUT = "/private-access/logout";
    /** The provider's form. */
    private static final String FORM = "form";
    /** The link with which the gate asks the provider for a login, instead of single sign-on. */
    private static final String AGAIN = "again";
    private static final String LOGGED_OUT = "logged out";
    private static final String THERE = "there";
    /** A page that has been at the login within 30 seconds does not lead there again. */
    private static final Duration SHORT = Duration.ofSeconds(31);
    private static final Duration LONG = Duration.ofMinutes(5);

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    @TestHTTPResource("/")
    URI gallery;

    @Inject
    Grants grants;

    final CloudFrontEdge edge = new CloudFrontEdge();

    private final HttpClient client = HttpClient.newHttpClient();

    /** The sample with marks, whose logout is the gate's, as the page of the gate says. */
    static Map<String, String> config(Map<String, String> provider) {
        Map<String, String> config = new HashMap<>(Map.of(
                "quarkus.oidc.devservices.enabled", "false",
                "quarkus.oidc.logout.path", LOGOUT,
                "quarkus.oidc.logout.post-logout-path", LOGOUT,
                "quarkus.cloudfront-signer.marks.enabled", "true",
                "quarkus.cloudfront-signer.marks.revoke-on", "logout,back-channel-logout",
                "quarkus.cloudfront-signer.devservices.origin", MarkedOrigin.directory()));
        config.putAll(provider);
        return config;
    }

    @BeforeEach
    void beginWithoutSessions() {
        tokensLive(LONG);
        endSessions();
    }

    /** The cookies of the logins are the same with all providers, so one of them has all browsers. */
    static Stream<Program> browsers() {
        return Stream.of(Program.CHROMIUM);
    }

    /** The same, for a test in which they wait together. */
    static Stream<List<Program>> allBrowsers() {
        return Stream.of(List.of(Program.CHROMIUM));
    }

    /** Sets the lifetime of the tokens that the provider issues from now on. */
    abstract void tokensLive(Duration life);

    /** Nobody can refresh a token, and each login shows the form again. */
    abstract void endSessions();

    /** An expression that is true if the page is the provider's form. */
    abstract String form();

    /** The expression that fills in the form as a user, and sends it. */
    abstract String enter(String user);

    abstract String issuer();

    abstract String subject(String user);

    /** Whether a logout ends the session at the provider, too. */
    boolean endsProvidersSession() {
        return true;
    }

    /** Whether a logout leaves the earlier logins of the user. */
    boolean tellsLoginsApart() {
        return true;
    }

    /** The form that asks whether to log out, if the provider has one. */
    String confirmation() {
        return "null";
    }

    @ParameterizedTest
    @MethodSource("browsers")
    void logout_endsTheLoginOfItsDeviceOnly(Program browser) throws Exception {
        Device first = BROWSERS.newDevice(browser);
        Device second = BROWSERS.newDevice(browser);
        assertThat(logIn(first)).containsExactly(FORM, THERE);
        Held ended = hold(first);
        assertThat(logIn(second)).containsExactly(FORM, THERE);
        Held other = hold(second);
        assertServed(ended);

        logOut(first);

        awaitRefused(ended);
        assertServed(other);
        assertThat(picture(second)).isEqualTo(200);
        assertThat(logIn(first)).isEqualTo(endsProvidersSession() ? List.of(FORM, THERE) : List.of(THERE));
        Held again = hold(first);
        assertServed(again);
        assertThat(picture(first)).isEqualTo(200);
        assertThat(hold(second)).as("a new grant of the old login").satisfies(this::assertServed);
        assertServed(other);
        assertRefused(ended);

        logOut(first);

        awaitRefused(again);
        if (tellsLoginsApart()) {
            assertServed(other);
            assertThat(picture(second)).isEqualTo(200);
        } else {
            assertRefused(other);
            logIn(second);
            assertServed(hold(second));
        }
    }

    @ParameterizedTest
    @MethodSource("browsers")
    void loginBySingleSignOn_worksAfterALogoutAndItsReplays(Program browser) throws Exception {
        Device first = BROWSERS.newDevice(browser);
        Device second = BROWSERS.newDevice(browser);
        logIn(first);
        Held ended = hold(first);
        logIn(second);
        Held other = hold(second);

        logOutOfTheApplication(first);

        awaitRefused(ended);
        nextSecond();
        List<String> steps = logIn(first);
        LOG.infof("%s, %s, single sign-on: %s", getClass().getSimpleName(), browser, steps);
        assertThat(steps).isIn(List.of(THERE), List.of(AGAIN, FORM, THERE));
        Held again = hold(first);
        assertServed(again);
        assertServed(other);
        assertThat(picture(second)).isEqualTo(200);
        assertRefused(ended);

        for (int i = 0; i < 3; i++) {
            int status = status(edge.url(LOGOUT), ended.session());
            LOG.infof("%s, %s, replayed logout: %d", getClass().getSimpleName(), browser, status);
        }
        // a revocation that follows is stored after those of the replays
        grants.revoke("https://nobody.example.com", "nobody").await().indefinitely();

        assertServed(other);
        assertServed(again);
        assertThat(picture(second)).isEqualTo(200);
        assertThat(picture(first)).isEqualTo(200);
        assertRefused(ended);
    }

    @ParameterizedTest
    @MethodSource("browsers")
    void revokedUser_isRefusedOnAllDevicesUntilAFreshLogin(Program browser) throws Exception {
        Device first = BROWSERS.newDevice(browser);
        Device second = BROWSERS.newDevice(browser);
        logIn(first);
        Held one = hold(first);
        logIn(second);
        Held two = hold(second);

        grants.revoke(issuer(), subject("alice")).await().indefinitely();

        assertRefused(one);
        assertRefused(two);
        assertThat(picture(first)).isEqualTo(403);
        assertThat(picture(second)).isEqualTo(403);
        pass(Duration.ofSeconds(62));
        List<String> steps = logIn(first);
        LOG.infof("%s, %s, after revoke: %s", getClass().getSimpleName(), browser, steps);
        assertServed(hold(first));
        assertRefused(one);
        assertRefused(two);
        assertThat(picture(second)).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("allBrowsers")
    void filmWhoseSessionEnds_leadsToTheLoginAndBack(List<Program> browsers) throws Exception {
        tokensLive(SHORT);
        String plays = "location.pathname === '" + FILM + "' && window.fetched > 2";
        Map<Program, Device> all = new EnumMap<>(Program.class);
        for (Program each : browsers) {
            Device device = BROWSERS.newDevice(each);
            assertThat(logIn(device, "alice", FILM, plays)).containsExactly(FORM, THERE);
            all.put(each, device);
        }
        Instant expired = Instant.now().plus(SHORT).plusSeconds(3);
        for (Device device : all.values()) {
            device.await("Date.now() > " + expired.toEpochMilli() + " || " + form());
            device.await(plays);
            assertThat(device.evaluate("window.fetched = 0, String(window.refused)")).isEqualTo("0");
            device.await(plays);
        }

        endSessions();
        Instant ended = Instant.now();

        for (Map.Entry<Program, Device> device : all.entrySet()) {
            device.getValue().await(form());
            LOG.infof("%s, %s, a film is at the login after %s", getClass().getSimpleName(), device.getKey(),
                    Duration.between(ended, Instant.now()));
        }
        for (Device device : all.values()) {
            device.leave(enter("alice"));
            device.await(plays);
        }
    }

    List<String> logIn(Device device) throws Exception {
        return logIn(device, "alice");
    }

    List<String> logIn(Device device, String user) throws Exception {
        List<String> steps = logIn(device, user, HANDBOOK,
                "location.pathname === '" + HANDBOOK + "' && document.querySelector('img')?.naturalWidth > 0");
        nextSecond();
        return steps;
    }

    /** Opens a page, and does what a user does until it is there. */
    private List<String> logIn(Device device, String user, String page, String there) throws Exception {
        String state = "%s ? '%s' : document.querySelector('a[href*=\"fresh=\"]') ? '%s' : %s ? '%s' : ''"
                .formatted(form(), FORM, AGAIN, there, THERE);
        List<String> steps = new ArrayList<>();
        device.go(edge.url(page));
        while (!steps.contains(THERE)) {
            assertThat(steps.size()).as(steps + " " + device.where()).isLessThan(4);
            device.await("(" + state + ") !== ''");
            String step = device.state(state);
            if (step.equals(FORM)) {
                device.leave(enter(user));
            } else if (step.equals(AGAIN)) {
                device.leave("document.querySelector('a[href*=\"fresh=\"]').click()");
            }
            if (!step.isEmpty()) {
                steps.add(step);
            }
        }
        return steps;
    }

    /** Follows the link of the handbook. */
    private void logOut(Device device) throws Exception {
        device.go(edge.url(HANDBOOK));
        device.await("document.querySelector('a[href=\"" + LOGOUT + "\"]')");
        device.leave("document.querySelector('a[href=\"" + LOGOUT + "\"]').click()");
        String state = "document.title === 'Logged out' ? '" + LOGGED_OUT + "' : " + confirmation() + " ? 'asked' : ''";
        device.await("(" + state + ") !== ''");
        if (device.state(state).equals("asked")) {
            device.leave(confirmation() + ".click()");
            device.await("document.title === 'Logged out'");
        }
    }

    /** The browser does not go to the provider, whose session goes on. */
    private void logOutOfTheApplication(Device device) throws Exception {
        device.go(edge.url(HANDBOOK));
        device.await("document.querySelector('a[href=\"" + LOGOUT + "\"]')");
        device.evaluate("fetch('" + LOGOUT + "', {redirect: 'manual'}).then(response => response.type)");
    }

    /** What the device is given now. */
    Held hold(Device device) throws Exception {
        device.go(gallery + "logged-out.html");
        device.await("location.pathname === '/logged-out.html'");
        String url = device.evaluate("fetch('/api/albums/alps/pictures', {headers: {'X-Requested-With': 'JavaScript'}})"
                + ".then(async r => r.ok ? Object.values(await r.json())[0] : 'status ' + r.status)");
        assertThat(url).startsWith("http");
        String session = device.cookies("/private-access/");
        assertThat(session).contains("q_session");
        return new Held(url, device.cookies(PICTURE), session);
    }

    /** The status that the browser gets. */
    int picture(Device device) throws Exception {
        return Integer.parseInt(device.evaluate("fetch('" + edge.url(PICTURE)
                + "', {credentials: 'include', cache: 'no-store'}).then(response => String(response.status))"));
    }

    void awaitRefused(Held held) throws Exception {
        Instant deadline = Instant.now().plusSeconds(10);
        while (statuses(held).contains(200) && Instant.now().isBefore(deadline)) {
            Thread.sleep(50);
        }
        assertRefused(held);
    }

    void assertRefused(Held held) throws Exception {
        assertThat(statuses(held)).as("the URL and the cookies").containsExactly(403, 403);
    }

    void assertServed(Held held) throws Exception {
        assertThat(statuses(held)).as("the URL and the cookies").containsExactly(200, 200);
    }

    private List<Integer> statuses(Held held) throws Exception {
        return List.of(status(URI.create(held.url()), ""), status(edge.url(PICTURE), held.cookies()));
    }

    private int status(URI url, String cookies) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Logins and revocations are compared by the second. */
    static void nextSecond() throws Exception {
        pass(Duration.ofSeconds(1));
    }

    private static void pass(Duration time) throws Exception {
        long end = Instant.now().plus(time).getEpochSecond();
        while (Instant.now().getEpochSecond() < end) {
            Thread.sleep(20);
        }
    }
}
