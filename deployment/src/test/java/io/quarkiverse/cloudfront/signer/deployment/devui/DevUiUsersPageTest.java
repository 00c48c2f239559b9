package io.quarkiverse.cloudfront.signer.deployment.devui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import io.quarkiverse.cloudfront.signer.fixtures.AxeCore;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.QuarkusDevModeTest;

/**
 * Dev UI's page of users, and what other pages show of users and tenants, in a browser.
 */
@Tag("nightly")
@NeedsProgram(Program.CHROMIUM)
class DevUiUsersPageTest {

    /** Dev UI hides tabs for which it has no room, and breaks a long title into lines. */
    private static final String HEADER_FITS = """
            header => {
                const all = selector => [...header.shadowRoot.querySelectorAll(selector)];
                const right = element => element.getBoundingClientRect().right;
                return right(all('.right-bar vaadin-tab').pop()) <= right(all('.right-bar vaadin-tabs')[0])
                    && all('.title, .subtitle').every(
                        part => part.clientHeight < 2 * parseFloat(getComputedStyle(part).fontSize));
            }""";

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    @RegisterExtension
    static final QuarkusDevModeTest TEST = DevUiUsersTest.application(PORT);

    private final List<String> errors = new ArrayList<>();

    @Test
    void users_areShownAndRevoked() {
        String url = DevUiUsersTest.get(PORT, "alice", "url").asString();
        DevUiUsersTest.get(PORT, "bob", "cookies");
        SignedUrls.status(url);
        Page page = BROWSERS.chromium()
                .newPage(new Browser.NewPageOptions().setDeviceScaleFactor(2).setViewportSize(1280, 700));
        page.onPageError(errors::add);
        open(page, "users");
        Locator users = page.getByTestId("user");
        assertThat(users).hasCount(2);
        assertThat(users.last()).containsText("alice");
        assertThat(users.last().getByTestId("grant")).containsText("/a.txt?x=1");
        assertThat(users.last()).not().containsText("revoked");

        users.last().getByTestId("revoke").click();

        assertThat(users.last()).containsText("revoked");
        assertThat(users.first()).not().containsText("revoked");
        assertThat(users.last().getByTestId("revoke")).isDisabled();
        assertThat(SignedUrls.status(url)).isEqualTo(403);
        page.evaluate(AxeCore.definition());
        assertThat((List<?>) page.locator("qwc-cloudfront-signer-users").evaluate(AxeCore.VIOLATIONS)).isEmpty();

        open(page, "edge");
        assertThat(page.getByTestId("request").first()).containsText("alice (");
        aDeveloperSignsForATenantAndAUser(page);
        longHostsAndPathsFit(page);
        everyPageFitsOnALaptop(page);
        assertThat(errors).isEmpty();
    }

    private static void longHostsAndPathsFit(Page page) {
        String tenant = "a".repeat(60);
        String path = "/" + "b".repeat(200);
        String url = sign(page, tenant, path);
        assertThat(url).startsWith("http://" + tenant + ".localhost:");
        assertThat(SignedUrls.status(url.replace(tenant + ".", ""))).isEqualTo(403);

        open(page, "edge");
        Locator request = page.getByTestId("request").first();
        assertThat(request).containsText(path.substring(0, 100));
        assertThat(request).containsText("is for the host " + tenant);
        for (int width : List.of(390, 1280, 1400)) {
            page.setViewportSize(width, 900);
            assertThat((Boolean) page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Requests"))
                    .evaluate("region => region.scrollWidth <= region.clientWidth")).as("at " + width).isTrue();
        }
    }

    private static void aDeveloperSignsForATenantAndAUser(Page page) {
        assertThat(sign(page, "acme", "/a.txt")).startsWith("http://acme.localhost:").contains("mark=");
    }

    /** For a tenant and for bob, with a custom policy. */
    private static String sign(Page page, String tenant, String path) {
        open(page, "explain");
        page.getByLabel("Signer").click();
        page.getByRole(AriaRole.OPTION,
                new Page.GetByRoleOptions().setName("tenants")).click();
        page.getByTestId("sign-tenant").locator("input").fill(tenant);
        page.getByTestId("sign-target").locator("input").fill(path);
        page.getByTestId("sign-resource").locator("input").fill("/*");
        page.getByTestId("sign-pseudonym").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("bob")).click();
        page.getByTestId("sign").click();
        assertThat(page.getByTestId("outcome")).containsText("Allowed");
        return page.getByTestId("explain-url").locator("textarea").inputValue();
    }

    /**
     * With the menu of Dev UI open.
     */
    private static void everyPageFitsOnALaptop(Page page) {
        for (int width : List.of(1280, 1400)) {
            page.setViewportSize(width, 900);
            for (String name : List.of("signers", "resources", "explain", "edge", "users", "go-live")) {
                open(page, name);
                assertThat(page.locator("qwc-header .right-bar vaadin-tab")).hasCount(6);
                assertThat((Boolean) page.locator("qwc-header").evaluate(HEADER_FITS)).as(name + " at " + width).isTrue();
            }
        }
    }

    private static void open(Page page, String name) {
        page.navigate("http://localhost:" + PORT + "/q/dev-ui/quarkus-cloudfront-signer/" + name);
    }
}
