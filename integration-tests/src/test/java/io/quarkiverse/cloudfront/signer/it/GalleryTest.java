package io.quarkiverse.cloudfront.signer.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;

import io.quarkiverse.cloudfront.signer.fixtures.AxeCore;
import io.quarkiverse.cloudfront.signer.test.SignedGrant;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The gallery in Chromium: login, pictures from the edge, and refusals of the edge.
 */
@QuarkusTest
class GalleryTest extends GalleryBrowser {

    private static final int PICTURES = 5;

    @Test
    void anonymousVisitor_isRedirectedToTheLogin() {
        assertThat(page.url()).contains("/authorize");
        APIResponse pictures = context.request().get(gallery + "api/albums/alps/pictures",
                RequestOptions.create().setHeader("X-Requested-With", "JavaScript").setMaxRedirects(0));
        assertThat(pictures.status()).isEqualTo(499);
        assertThat(pictures.text()).doesNotContain("jpg");
    }

    @Test
    void coversAndPictures_areServedByTheEdge() {
        logIn("alice");
        for (String album : List.of("alps", "harbour", "desert")) {
            Locator cover = page.getByTestId("album-" + album).locator("img");
            String source = cover.getAttribute("src");
            SignedGrant grant = edge.assertSigned(source).expiresWithin(Duration.ofMinutes(15)).signedWith(edge.keyPairId());
            assertThat(grant.resource()).as("only the cover").startsWith(edge.url("/albums/" + album + "/").toString())
                    .endsWith(".jpg");
            page.waitForCondition(() -> (int) cover.evaluate("img => img.naturalWidth") > 0);
            assertThat(context.request().get(source.replace("Expires=", "Expires=1")).status()).isEqualTo(403);

            open(album);
            Locator pictures = page.getByTestId("picture");
            assertThat(pictures).hasCount(PICTURES);
            for (Locator picture : pictures.all()) {
                picture.scrollIntoViewIfNeeded();
                edge.assertSigned(picture.locator("img").first().getAttribute("src")).forResource("/albums/" + album + "/*");
                page.waitForCondition(() -> (int) picture.locator("img").first().evaluate("img => img.naturalWidth") > 0);
            }
        }
    }

    @Test
    void unsignedOrModifiedPicture_isRejectedByTheEdge() {
        logIn("alice");
        Locator picture = page.getByTestId("picture").first();
        picture.scrollIntoViewIfNeeded();
        assertThat(picture.getByTestId("signed-status")).hasText(Pattern.compile("200.*from cloudfront"));
        assertThat(picture.getByTestId("unsigned-status")).hasText(Pattern.compile(REFUSED));
        assertThat(picture.getByTestId("tampered-status")).hasText(Pattern.compile(REFUSED));
    }

    @Tag("nightly")
    @Test
    void glimpse_expires() {
        logIn("bob");
        page.getByTestId("picture").first().getByTestId("glimpse").click();
        assertThat(page.getByTestId("glimpse-status")).hasText(Pattern.compile(REFUSED));
    }

    @Tag("nightly")
    @Test
    void twoViewers_shareOneCachedPicture() {
        logIn("alice");
        String first = signedUrl();
        assertThat(context.request().get(first).status()).isEqualTo(200);
        try (BrowserContext other = BROWSERS.newContext()) {
            page = other.newPage();
            page.navigate(gallery.toString());
            logIn("bob");
            APIResponse second = other.request().get(signedUrl());
            assertThat(second.status()).isEqualTo(200);
            assertThat(second.headers()).containsEntry("x-cache", "Hit from cloudfront");
        }
    }

    @Test
    void video_playsWithCookies() {
        context.clock().install();
        logIn("alice");
        open("harbour");
        open("alps");
        awaitVideo();
        page.getByTestId("video").evaluate("video => { video.muted = true; return video.play(); }");
        page.waitForCondition(() -> currentTime() > 1);
        context.clock().fastForward("10:00");
        assertThat(page.getByTestId("video-status")).hasText(Pattern.compile("renewed [1-9]"));
        double before = currentTime();
        page.waitForCondition(() -> currentTime() != before);
        assertThat(page.getByTestId("video-bare-status")).hasText(Pattern.compile(REFUSED));
        assertThat(page.getByTestId("video-probe")).hasText(Pattern.compile(REFUSED + "|200.*"));
    }

    @Tag("nightly")
    @Test
    void browserThatDropsTheSignedCookies_isToldWhyTheVideoDoesNotPlay() {
        dropSignedCookies();
        enter("alice");

        Locator status = page.getByTestId("video-status");
        assertThat(status).containsText("This browser did not keep the signed cookies.");
        assertThat(page.getByTestId("video-cookies-status")).hasText(Pattern.compile(REFUSED));
        assertThat(page.getByTestId("video-probe")).hasText(Pattern.compile(REFUSED));
        assertThat(page.getByTestId("video")).not().hasAttribute("controls", "");
        page.waitForResponse(response -> response.url().endsWith("/videos/alps/index.m3u8"),
                () -> page.locator(".player .again").click());

        page.getByTestId("through-playlist").check();
        assertThat(status).containsText("ready to play");
        assertThat(page.getByTestId("segment-signed-status")).hasText(Pattern.compile("200"));
        assertThat(page.getByTestId("video")).hasAttribute("controls", "");
    }

    @DisabledOnIntegrationTest("the pages are the same")
    @Tag("nightly")
    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = { "LIGHT", "DARK" })
    void gallery_meetsWcagAa(ColorScheme theme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme).setReducedMotion(ReducedMotion.REDUCE));
        logIn("alice");
        page.evaluate(AxeCore.definition());

        assertThat((List<?>) page.locator("html").evaluate(AxeCore.VIOLATIONS)).isEmpty();
    }

    private double currentTime() {
        return ((Number) page.getByTestId("video").evaluate("video => video.currentTime")).doubleValue();
    }

    @Tag("nightly")
    @Test
    void segmentOfAnotherAlbum_isRejected() {
        logIn("alice");
        grant("alps");

        granted("alps").forResource("/videos/alps/*").doesNotCover("/videos/harbour/segment-0.m4s");
        assertThat(segment("alps")).isEqualTo(200);
        assertThat(segment("harbour")).isEqualTo(403);
        assertThat(cloudFrontCookies()).hasSize(4).allSatisfy(cookie -> {
            assertThat(cookie.path).isEqualTo("/videos/alps/");
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.secure).isTrue();
            assertThat(cookie.expires).as("expires with the browser's session").isEqualTo(-1);
        });
    }

    @Test
    void logout_clearsTheCookies() {
        logIn("alice");
        grant("alps");
        grant("harbour");
        assertThat(cloudFrontCookies()).hasSize(8);

        page.getByTestId("logout").click();

        assertThat(page.getByTestId("logged-out")).isVisible();
        assertThat(cloudFrontCookies()).isEmpty();
        assertThat(segment("alps")).isEqualTo(403);
    }

    @Tag("nightly")
    @Test
    void logoutWithoutASession_clearsTheCookies() {
        logIn("alice");
        grant("alps");
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("q_session.*")));

        page.getByTestId("logout").click();

        assertThat(page.getByTestId("logged-out")).isVisible();
        assertThat(cloudFrontCookies()).isEmpty();
    }

    @Tag("nightly")
    @Test
    void secondUserOfTheBrowser_hasNoEarlierCookies() {
        logIn("alice");
        grant("harbour");
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("q_session.*")));

        page.navigate(gallery + "logged-out.html");
        page.getByTestId("login").click();
        logIn("bob");

        assertThat(cloudFrontCookies()).noneMatch(cookie -> cookie.path.equals("/videos/harbour/"));
        assertThat(segment("harbour")).isEqualTo(403);
    }

    /** A browser has one cache for all its users. */
    @Test
    void secondUserOfTheBrowser_hasNoCachedUrls() {
        logIn("alice");
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("q_session.*")));

        page.navigate(gallery + "logged-out.html");
        page.getByTestId("login").click();
        logIn("bob");

        assertThat(areAlbumsFromTheCache()).isFalse();
    }

    private boolean areAlbumsFromTheCache() {
        return (boolean) page.evaluate(
                "() => performance.getEntriesByName(new URL('/api/albums', location).href)[0].transferSize === 0");
    }
}
