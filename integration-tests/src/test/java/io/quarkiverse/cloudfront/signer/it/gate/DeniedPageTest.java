package io.quarkiverse.cloudfront.signer.it.gate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

/**
 * The page that CloudFront shows instead of a private one, at the URL of the latter.
 */
@Tag("nightly")
class DeniedPageTest extends GateBrowser {

    private static final String DEEP = "/private/a%20b/%C3%A4.html?q=1%2B2&r=a+b#part-3?x=&y";
    private static final String RETURN = "%2Fprivate%2Fa%2520b%2F%25C3%25A4.html%3Fq%3D1%252B2%26r%3Da%2Bb%23part-3%3Fx%3D%26y";

    @Test
    void deniedPage_leadsToTheLoginAndBack() {
        leadFrom(DEEP);
        assertThat(page.url()).isEqualTo(stub.url(login(RETURN)));
        page.goBack();
        assertThat(page.url()).as("the denied page is not in the history").isEqualTo("about:blank");
    }

    @Test
    void deniedAgain_tellsTheLoginHowOften() {
        context.clock().install();
        leadFrom(DEEP);
        leadFrom(DEEP);
        assertThat(page.url()).matches(Pattern.quote(stub.url(login(RETURN))) + "&refused=1&date=" + now());
        leadFrom(DEEP);
        assertThat(page.url()).contains("&refused=2&");
        leadFrom("/private/other.html");
        assertThat(page.url()).isEqualTo(stub.url(login("%2Fprivate%2Fother.html")));

        context.clock().fastForward(120_000);
        leadFrom(DEEP);
        assertThat(page.url()).isEqualTo(stub.url(login(RETURN)));
    }

    @Test
    void loginThatIsDeniedItself_endsWithASentence() {
        stub.page(GateStub.LOGIN, "", "<meta http-equiv=\"refresh\" content=\"0;url=/private/form.html\">");
        page.navigate(stub.url("/private/form.html"));
        assertThat(page.getByRole(AriaRole.STATUS)).hasText(
                "The login page of this site cannot be reached. CloudFront must route its pages to the application.");
        assertThat(stub.requests(GateStub.LOGIN)).hasSize(10);
    }

    @Test
    void deniedPage_makesThePageRenewImmediately() {
        stub.renew(GateStub.RENEW, 300);
        page.navigate(stub.url("/page"));
        awaitRenewals(1);
        context.clearCookies();
        leadFrom(DEEP);
        page.navigate(stub.url("/page"));
        awaitRenewals(2);
    }

    @Test
    void browserThatBlocksSiteData_isToldToAllowIt() {
        page.addInitScript("Object.defineProperty(window, 'sessionStorage', {get: () => { throw new Error('blocked') }})");
        assertBlocked();
    }

    @Test
    void browserThatBlocksCookies_isToldToAllowThem() {
        page.addInitScript("Object.defineProperty(navigator, 'cookieEnabled', {value: false})");
        assertBlocked();
    }

    private void assertBlocked() {
        page.navigate(stub.url(DEEP));
        assertThat(page.getByRole(AriaRole.STATUS)).hasText(
                "Your browser blocks cookies and site data for this site. Allow them, and reload the page.");
        assertThat(link()).hasAttribute("href", stub.url(login(RETURN)));
        assertThat(page.url()).isEqualTo(stub.url(DEEP));
    }

    @Test
    void pageOfTheGateItself_doesNotLeadToTheLogin() {
        page.navigate(stub.url("/private-access/other"));
        assertThat(link()).hasAttribute("href", GateStub.LOGIN);
        assertThat(stub.requests(GateStub.LOGIN)).isEmpty();
    }

    @Test
    void frame_offersALinkThatLeavesIt() {
        stub.page("/page", "<iframe src=\"" + DEEP.replace("&", "&amp;") + "\"></iframe>", "");
        page.navigate(stub.url("/page"));
        Frame frame = page.frames().get(1);
        assertThat(frame.locator("a")).hasAttribute("target", "_top");
        frame.locator("a").click();
        page.waitForURL(stub.url(login(RETURN)));
    }

    @Test
    void browserWithoutScripts_getsASentenceAndALink() {
        BrowserContext plain = context.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        Page plainPage = plain.newPage();
        plainPage.navigate(stub.url(DEEP));
        assertThat(plainPage.locator("h1")).hasText("This page is private.");
        plainPage.locator("a").click();
        plainPage.waitForURL(stub.url(GateStub.LOGIN));
        plain.close();
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = { "LIGHT", "DARK" })
    void narrowScreen_showsThePageInTheSchemeOfTheUser(ColorScheme scheme) {
        page.setViewportSize(390, 844);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.navigate(stub.url("/private-access/other"));
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
        assertThat(page.locator("h1")).hasCSS("color", scheme == ColorScheme.DARK ? "rgb(255, 255, 255)" : "rgb(0, 0, 0)");
    }

    private void leadFrom(String path) {
        page.navigate("about:blank");
        page.waitForRequestFinished(new Page.WaitForRequestFinishedOptions()
                .setPredicate(request -> request.url().contains(GateStub.LOGIN)), () -> page.navigate(stub.url(path)));
        page.waitForURL(url -> url.contains(GateStub.LOGIN));
    }

    private Locator link() {
        return page.locator("a");
    }

    private String now() {
        return page.evaluate("() => Math.floor(Date.now() / 1e5)") + "\\d{2}";
    }
}
