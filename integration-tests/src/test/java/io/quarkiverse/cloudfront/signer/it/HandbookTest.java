package io.quarkiverse.cloudfront.signer.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.inject.spi.CDI;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.fixtures.AxeCore;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The handbook of the club in Chromium: a private site behind the gate, with a part for the board.
 */
@QuarkusTest
@Tag("nightly")
class HandbookTest extends GalleryBrowser {

    private static final String HANDBOOK = "/handbook/index.html";
    private static final String MINUTES = "/board/index.html";
    private static final List<String> PAGES = List.of(HANDBOOK, "/handbook/lending.html", "/handbook/outings.html",
            "/handbook/publishing.html", MINUTES);

    private static final int NARROW = 320;

    @Test
    void deepLink_leadsThroughTheLoginToThatPage() {
        String tripods = "/handbook/lending.html?from=mail&to=a%20b#tripods";
        open(tripods, "alice");

        assertThat(page).hasURL(at(tripods));
        assertThat(heading("Borrowing")).isVisible();
        assertThat(page.locator(":target")).hasText("Tripods");
        assertThat(grantedPaths()).containsOnly("/handbook/");
    }

    @Test
    void userWithoutTheRole_isToldSo() {
        open(MINUTES, "alice");

        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Your account does not have access to this page.");
        assertThat(grantedPaths()).isEmpty();
    }

    @Test
    void secondUser_seesTheirParts() {
        open(HANDBOOK, "alice");
        assertThat(heading("Handbook")).isVisible();
        link("Board").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Your account does not have access to this page.");
        logOut();

        open(MINUTES, "bob");

        assertThat(heading("Minutes of the board")).isVisible();
        assertThat(grantedPaths()).containsOnly("/board/");
        link("Handbook").click();
        assertThat(heading("Handbook")).isVisible();
        assertThat(grantedPaths()).containsOnly("/board/", "/handbook/");
    }

    @Test
    void sessionOfTheGallery_opensTheHandbook() {
        logIn("alice");
        page.getByTestId("handbook").click();

        assertThat(page).hasURL(at(HANDBOOK));
        page.waitForCondition(() -> (int) page.locator("img").evaluate("img => img.naturalWidth") > 0);

        page.navigate(gallery.toString());
        awaitVideo();
        grant("alps");
        assertThat(grantedPaths()).containsOnly("/handbook/", "/videos/alps/");
        assertThat(segment("alps")).as("a video in the same browser").isEqualTo(200);
        assertThat(segment("harbour")).isEqualTo(403);
        assertThat(status(HANDBOOK)).isEqualTo(200);
    }

    @Test
    void logoutInTheHandbook_closesEverything() {
        logIn("alice");
        page.getByTestId("handbook").click();
        assertThat(heading("Handbook")).isVisible();
        logOut();

        assertThat(segment("alps")).isEqualTo(403);
        // not from the cache of the browser
        page.navigate(at(HANDBOOK));
        assertThat(loginAs("alice")).isVisible();
    }

    @DisabledOnIntegrationTest("the signer is in the application")
    @Test
    void linkToTheDirectory_doesNotMoveUsersWhoHaveLoggedIn() {
        CloudFrontSigner signer = CDI.current().select(CloudFrontSigner.class).get();
        SignedPolicy ofSomebodyElse = signer.sign(signer.policy("/handbook/*").expiresIn(Duration.ofMinutes(5)).build());
        String link = ofSomebodyElse.directoryUrl(HANDBOOK);
        open(HANDBOOK, "alice");
        assertThat(heading("Handbook")).isVisible();
        List<String> cookies = cookies();

        page.navigate(link);

        assertThat(page).hasURL(at(HANDBOOK));
        assertThat(heading("Handbook")).isVisible();
        assertThat(cookies()).isEqualTo(cookies);
        logOut();
        assertThat(cookies()).isEmpty();

        page.navigate(link);

        assertThat(page).hasURL(at(HANDBOOK));
        assertThat(heading("Handbook")).isVisible();
        assertThat(grantedPaths()).containsOnly("/handbook/");
        assertThat(status(MINUTES)).isEqualTo(403);
    }

    private List<String> cookies() {
        return cloudFrontCookies().stream().map(cookie -> cookie.name + "=" + cookie.value + cookie.path).sorted().toList();
    }

    /** A page that is refused may stand in a frame of the site, and must not in one of another site. */
    @Test
    void refusedPage_isShownInAFrameOfTheSiteOnly() {
        open(HANDBOOK, "alice");
        assertThat(heading("Handbook")).isVisible();
        addFrame(MINUTES);

        Locator link = page.frameLocator("iframe").getByRole(AriaRole.LINK);
        assertThat(link).hasText("Log in");
        assertThat(link).hasAttribute("target", "_top");

        page.navigate(gallery.toString());
        awaitVideo();
        addFrame(MINUTES);
        page.waitForCondition(() -> page.frames().size() > 1 && page.frames().get(1).url().startsWith("chrome-error:"));
    }

    private void addFrame(String path) {
        page.evaluate("url => { const frame = document.createElement('iframe'); frame.src = url; document.body.append(frame) }",
                at(path));
    }

    @Test
    void logoutInTheGallery_closesTheHandbook() {
        open(HANDBOOK, "alice");
        assertThat(heading("Handbook")).isVisible();
        page.navigate(gallery.toString());
        awaitVideo();
        page.getByTestId("logout").click();
        assertThat(page.getByTestId("logged-out")).isVisible();

        assertThat(cloudFrontCookies()).isEmpty();
        assertThat(status(HANDBOOK)).isEqualTo(403);
    }

    @DisabledOnIntegrationTest("the pages are the same")
    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = { "LIGHT", "DARK" })
    void pages_meetWcagAaOnANarrowScreen(ColorScheme scheme) {
        page.setViewportSize(NARROW, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        logIn("bob");
        for (String path : PAGES) {
            page.navigate(at(path));
            assertThat(page).hasURL(at(path));
            page.evaluate(AxeCore.definition());

            assertThat((List<?>) page.locator("html").evaluate(AxeCore.VIOLATIONS)).as(path).isEmpty();
            assertThat((int) page.evaluate("() => document.documentElement.scrollWidth")).as(path).isEqualTo(NARROW);
        }
    }

    /** Opens a page without a session. */
    private void open(String path, String user) {
        page.navigate(at(path));
        loginAs(user).click();
    }

    private Locator loginAs(String user) {
        return page.locator("button[name=predefined-" + user + "]");
    }

    private void logOut() {
        // a renewal that is answered after the logout would set the cookies again
        page.waitForLoadState(LoadState.NETWORKIDLE);
        link("Log out").click();
        assertThat(page.getByTestId("logged-out")).isVisible();
        assertThat(cloudFrontCookies()).isEmpty();
    }

    private Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true).setLevel(1));
    }

    private Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private List<String> grantedPaths() {
        return cloudFrontCookies().stream().map(cookie -> cookie.path).distinct().toList();
    }

    private String at(String path) {
        return edge.url(path).toString();
    }
}
