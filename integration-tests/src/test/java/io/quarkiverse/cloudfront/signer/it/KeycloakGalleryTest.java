package io.quarkiverse.cloudfront.signer.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.HttpHeader;
import com.microsoft.playwright.options.RequestOptions;

import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * The gallery in Chromium, with Keycloak as its provider. Signed cookies last as long as a session, and other users do not get
 * them.
 */
@QuarkusTest
@Tag("nightly")
@TestProfile(KeycloakProfile.class)
@NeedsProgram({ Program.BASH, Program.CHROMIUM })
class KeycloakGalleryTest {

    private static final String ALPS = "/videos/alps/";
    private static final String HARBOUR = "/videos/harbour/";

    private static final Pattern RESOURCE = Pattern.compile("\"Resource\":\"([^\"]+)\"");
    private static final Pattern EXPIRY = Pattern.compile("\"DateLessThan\":\\{\"AWS:EpochTime\":(\\d+)}");

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    @TestHTTPResource("/")
    URL gallery;

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    String edge;

    KeycloakServer keycloak;

    private BrowserContext context;
    private Page page;

    @BeforeEach
    void openGallery() {
        keycloak.tokensLive(KeycloakServer.TOKEN_LIFE);
        context = BROWSERS.newContext();
        page = context.newPage();
    }

    @Test
    void pictures_areServedByTheEdge() {
        logIn("alice");
        Locator picture = page.getByTestId("picture").first().locator("img").first();
        assertThat(URI.create(picture.getAttribute("src")).getPort()).isEqualTo(URI.create(edge).getPort());
        page.waitForCondition(() -> (int) picture.evaluate("img => img.naturalWidth") > 0);
    }

    @Test
    void grant_opensOneVideo() {
        logIn("alice");
        grant("alps");
        assertThat(signedCookies()).allMatch(cookie -> cookie.path.equals(ALPS) && cookie.secure && cookie.httpOnly)
                .extracting(cookie -> cookie.name).containsExactlyInAnyOrder("CloudFront-Policy", "CloudFront-Signature",
                        "CloudFront-Key-Pair-Id", "CloudFront-Hash-Algorithm");
        assertThat(fetchSegment(ALPS)).isEqualTo(200);
        assertThat(fetchSegment(HARBOUR)).isEqualTo(403);
        assertThat(context.request().get(segment(HARBOUR), withCookies(signedCookies())).status())
                .as("with the cookies of the other video").isEqualTo(403);
    }

    @Test
    void grant_expiresWithTheToken() {
        logIn("alice");
        grant("alps");
        Instant tokenExpiry = tokenExpiry();
        assertThat(tokenExpiry).isBefore(Instant.now().plus(KeycloakServer.TOKEN_LIFE).plusSeconds(1));
        assertThat(expiry(policy(ALPS))).as("not the lifetime of the grant itself").isEqualTo(tokenExpiry);
    }

    @ParameterizedTest
    @CsvSource({ "alice, highlands", "bob, lowlands" })
    void claim_fillsTheResource(String user, String tenant) {
        logIn(user);
        assertThat(call("probe/tenant")).isEqualTo(204);
        assertThat(find(RESOURCE, policy("/tenants/" + tenant + "/"))).isEqualTo(edge + "/tenants/" + tenant + "/*");
    }

    @Test
    void logout_clearsAllCookies() {
        logIn("alice");
        grant("alps");
        grant("harbour");
        assertThat(fetchSegment(ALPS)).isEqualTo(200);
        assertThat(fetchSegment(HARBOUR)).isEqualTo(200);

        Request endSession = page.waitForRequest(request -> request.url().startsWith(keycloak.endSessionUrl()),
                () -> page.getByTestId("logout").click());
        assertThat(endSession.url()).contains("id_token_hint=", "post_logout_redirect_uri=");
        page.waitForURL(gallery + "logged-out.html**");
        assertThat(signedCookies()).isEmpty();
        assertThat(fetchSegment(ALPS)).isEqualTo(403);

        logIn("bob");
        assertThat(signedCookies()).noneMatch(cookie -> cookie.path.equals(HARBOUR));
        assertThat(fetchSegment(HARBOUR)).isEqualTo(403);
        grant("harbour");
        assertThat(fetchSegment(HARBOUR)).isEqualTo(200);
    }

    @Test
    void localLogout_clearsAllCookies() {
        logIn("alice");
        // a page that reloads itself when its session has ended would interfere
        leaveForAPublicPage();
        grant("harbour");
        assertThat(call("local-logout")).isEqualTo(204);
        assertThat(signedCookies()).isEmpty();
        assertThat(fetchSegment(HARBOUR)).isEqualTo(403);
    }

    @Test
    void nextUser_hasNoEarlierCookies() {
        logIn("alice");
        grant("harbour");
        assertThat(fetchSegment(HARBOUR)).isEqualTo(200);
        leaveForAPublicPage();
        loseSession();

        logIn("bob");
        assertThat(signedCookies()).noneMatch(cookie -> cookie.path.equals(HARBOUR));
        assertThat(fetchSegment(HARBOUR)).isEqualTo(403);
    }

    @Test
    void refreshedSession_getsANewGrant() {
        outliveTheToken();
        Instant ended = expiry(policy(ALPS));
        assertThat(fetchSegment(ALPS)).isEqualTo(403);
        keycloak.tokensLive(KeycloakServer.TOKEN_LIFE);
        grant("alps");
        assertThat(expiry(policy(ALPS))).isAfter(ended).isBeforeOrEqualTo(tokenExpiry());
        assertThat(fetchSegment(ALPS)).isEqualTo(200);
    }

    @Test
    void expiredSession_getsNoCookies() {
        outliveTheToken();
        keycloak.endSessions();
        APIResponse refused = requestGrant(RequestOptions.create().setHeader("X-Requested-With", "JavaScript"));
        assertThat(refused.status()).isEqualTo(499);
        assertThat(refused.headersArray()).noneMatch(KeycloakGalleryTest::setsSignedCookie);
        APIResponse redirected = requestGrant(RequestOptions.create());
        assertThat(redirected.status()).isEqualTo(302);
        assertThat(redirected.headers().get("location")).startsWith(keycloak.realmUrl());
        assertThat(redirected.headersArray()).noneMatch(KeycloakGalleryTest::setsSignedCookie);
        assertThat(fetchSegment(ALPS)).isEqualTo(403);
    }

    @Test
    void logoutOfAnExpiredSession_clearsAllCookies() {
        outliveTheToken();
        page.navigate(gallery + "logout");
        page.waitForURL(gallery + "logged-out.html**");
        assertThat(signedCookies()).isEmpty();
        logIn("bob");
    }

    private void outliveTheToken() {
        keycloak.tokensLive(Duration.ofSeconds(15));
        logIn("alice");
        grant("alps");
        leaveForAPublicPage();
        Instant end = tokenExpiry().plusSeconds(1);
        page.waitForCondition(() -> Instant.now().isAfter(end));
    }

    private APIResponse requestGrant(RequestOptions options) {
        return context.request().post(gallery + "api/videos/alps/grant", options.setMaxRedirects(0));
    }

    private static boolean setsSignedCookie(HttpHeader header) {
        return header.name.equalsIgnoreCase("Set-Cookie") && header.value.matches("CloudFront-[^=]+=[^;].*");
    }

    private void logIn(String name) {
        page.navigate(gallery.toString());
        // the page may come from the browser's cache, and then notices by itself that its session has ended
        page.waitForURL(keycloak.realmUrl() + "/**");
        page.locator("#username").fill(name);
        page.locator("#password").fill(keycloak.password(name));
        page.locator("#kc-login").click();
        assertThat(page.getByTestId("user")).hasText(name);
        // the page has the cookies for the first album's video, and no response with cookies is pending
        assertThat(page.getByTestId("video-cookies-status")).hasText(Pattern.compile("200"));
    }

    /**
     * Without the gallery's scripts, which would log in again or renew a grant.
     */
    private void leaveForAPublicPage() {
        page.navigate(gallery + "logged-out.html");
    }

    /**
     * As if the browser was unused for long: the sessions have ended without a logout.
     */
    private void loseSession() {
        context.clearCookies(new ClearCookiesOptions().setName(Pattern.compile("q_session.*")));
        context.clearCookies(new ClearCookiesOptions().setPath(URI.create(keycloak.realmUrl()).getPath() + "/"));
    }

    private void grant(String album) {
        assertThat(call("api/videos/" + album + "/grant")).isEqualTo(200);
    }

    private int call(String path) {
        return (int) page.evaluate("url => fetch(url, { method: 'POST', headers: { 'X-Requested-With': 'JavaScript' } })"
                + ".then(response => response.status)", gallery + path);
    }

    private Instant tokenExpiry() {
        return Instant.parse(context.request().get(gallery + "probe/expiry").text());
    }

    private int fetchSegment(String video) {
        return (int) page.evaluate("url => fetch(url, { credentials: 'include', cache: 'no-store' })"
                + ".then(response => response.status)", segment(video));
    }

    private String segment(String video) {
        return edge + video + "segment-0.m4s";
    }

    private static RequestOptions withCookies(List<Cookie> cookies) {
        List<String> pairs = cookies.stream().map(cookie -> cookie.name + "=" + cookie.value).toList();
        return RequestOptions.create().setHeader("Cookie", String.join("; ", pairs));
    }

    private List<Cookie> signedCookies() {
        return context.cookies().stream().filter(cookie -> cookie.name.startsWith("CloudFront-")).toList();
    }

    private String policy(String path) {
        return signedCookies().stream()
                .filter(cookie -> cookie.name.equals("CloudFront-Policy") && cookie.path.equals(path))
                .map(KeycloakGalleryTest::decode)
                .findFirst().orElseThrow();
    }

    private static String decode(Cookie policy) {
        String base64 = policy.value.replace('-', '+').replace('_', '=').replace('~', '/');
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static Instant expiry(String policy) {
        return Instant.ofEpochSecond(Long.parseLong(find(EXPIRY, policy)));
    }

    private static String find(Pattern pattern, String policy) {
        return pattern.matcher(policy).results().map(found -> found.group(1)).findFirst().orElseThrow();
    }
}
