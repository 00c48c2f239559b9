package io.quarkiverse.cloudfront.signer.deployment.devui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;

import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

import io.quarkiverse.cloudfront.signer.fixtures.AxeCore;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.response.Response;

/**
 * Dev UI's pages in a browser. One test for all of them, as each starts an application of its own.
 */
@Tag("nightly")
@NeedsProgram(Program.CHROMIUM)
class DevUiPagesTest {

    private static final DevUiApplication APPLICATION = new DevUiApplication();

    private static final int NARROW = 420;

    private static final String HTML = "<img src=x onerror=document.title='broken-in'>";

    @RegisterExtension
    static final QuarkusDevModeTest TEST = APPLICATION.devMode();

    private final List<String> errors = new ArrayList<>();
    private Page page;

    @Test
    void eachPage_worksAndSurvivesAReload() {
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        try (Playwright playwright = Playwright.create(); Browser browser = launch(playwright)) {
            page = newPage(browser);
            signersAreShown();
            aUrlIsSignedAndExplained();
            whatIsPastedStaysText();
            theEdgesRequestsAreShownAsTheyCome();
            signedResourcesAreShown();
            pagesSurviveAReload(browser);
            nothingIsCutOffOnANarrowScreen();
            everyPageMeetsWcagAaInBothThemes();
        }
        assertThat(errors).isEmpty();
    }

    private static Browser launch(Playwright playwright) {
        return playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(Program.CHROMIUM.path()))
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    private Page newPage(Browser browser) {
        Page newPage = browser.newPage();
        newPage.onPageError(errors::add);
        newPage.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                errors.add(message.text());
            }
        });
        return newPage;
    }

    private void open(String name) {
        open(page, name);
    }

    private static void open(Page page, String name) {
        page.navigate("http://localhost:" + APPLICATION.port() + "/q/dev-ui/quarkus-cloudfront-signer/" + name);
    }

    private void signersAreShown() {
        open("signers");
        Locator signers = page.getByTestId("signer");
        assertThat(signers).hasCount(2);
        assertThat(signers.first()).containsText("The default signer");
        assertThat(signers.first()).containsText("the Dev Service, which made it for this run");
        assertThat(signers.first()).containsText("-----BEGIN PUBLIC KEY-----");
        assertThat(signers.last().getByTestId("key").first()).containsText("K2MEDIA");
        assertThat(signers.last().getByTestId("key").last()).containsText("will sign from");
        assertThat(signers.last()).containsText("https://media.example.com");
    }

    private void aUrlIsSignedAndExplained() {
        open("sign-and-explain");
        type("sign-target", "/a.txt");
        page.getByTestId("sign").click();
        assertThat(page.getByTestId("outcome")).containsText("Allowed");
        assertThat(page.getByTestId("check")).hasCount(7);
        assertThat(page.getByTestId("policy")).containsText("DateLessThan");

        String url = page.getByTestId("explain-url").locator("textarea").inputValue();
        type("explain-url", url + "&utm_source=mail");
        page.getByTestId("explain").click();
        assertThat(page.getByTestId("outcome")).containsText("Refused");
        assertThat(page.getByTestId("outcome")).containsText("403 AccessDenied");
        assertThat(page.getByTestId("sentence")).hasText(
                "The signature does not match: the query string was added to or changed after signing.");
        assertThat(page.getByTestId("remedy")).containsText("Put the query parameters into the URL before it is signed");

        type("sign-target", "http://elsewhere.example.com/a");
        page.getByTestId("sign").click();
        assertThat(page.getByTestId("sign-error")).containsText("its host is not one of");
    }

    private void whatIsPastedStaysText() {
        String policy = "{\"Statement\":[{\"Resource\":\"http://localhost/" + HTML
                + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2000000000}}}]}";
        String encoded = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8)).replace('+', '-')
                .replace('=', '_').replace('/', '~');
        type("explain-url", "http://localhost/" + HTML + "?x=" + HTML + "&Policy=" + encoded
                + "&Signature=QUI_&Key-Pair-Id=KDEV1DEFAULT&Hash-Algorithm=SHA256");
        type("explain-cookies", "Set-Cookie: CloudFront-Policy=" + HTML + "; Path=/" + HTML);
        page.getByTestId("explain").click();
        assertThat(page.getByTestId("sentence")).containsText("the policy was changed after signing");
        assertThat(page.getByTestId("policy")).containsText(HTML);

        type("explain-url", "http://localhost/a?Signature=" + HTML + "&Key-Pair-Id=" + HTML);
        page.getByTestId("explain").click();
        assertThat(page.getByTestId("sentence")).containsText("Key-Pair-Id is made of letters and digits");
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertThat(page.title()).doesNotContain("broken-in");
    }

    private void theEdgesRequestsAreShownAsTheyCome() {
        type("explain-cookies", "");
        type("sign-target", "/a.txt");
        page.getByTestId("sign").click();
        assertThat(page.getByTestId("outcome")).containsText("Allowed");
        String url = page.getByTestId("explain-url").locator("textarea").inputValue();
        open("edge");
        assertThat(page.getByText("No requests yet.")).isVisible();

        SignedUrls.status(url);
        SignedUrls.status(url + "&x=1");
        Locator requests = page.getByTestId("request");
        assertThat(requests).hasCount(2);
        assertThat(requests.first()).containsText("AccessDenied");
        assertThat(requests.first()).containsText("the query string was added to or changed after signing");
        assertThat(requests.last()).containsText("MISS");
    }

    private void signedResourcesAreShown() {
        open("signed-resources");
        Locator resources = page.getByTestId("resource");
        assertThat(resources).hasCount(5);
        assertThat(resources.first().getByTestId("try")).hasAttribute("href", "/pictures");
        assertThat(resources.nth(1)).containsText("custom, for /albums/{id}/*");
        assertThat(resources.nth(1)).containsText("authenticated by default");
    }

    private void pagesSurviveAReload(Browser browser) {
        Page edge = newPage(browser);
        open(edge, "edge");
        assertThat(edge.getByTestId("request")).hasCount(2);
        page.evaluate("window.sameDocument = true");
        assertThat(errors).isEmpty();

        TEST.modifySourceFile(DevUiResource.class, source -> source.replace("/albums/{id}/*", "/series/{id}/*"));
        String url = pictures();

        assertThat(page.getByTestId("resource").nth(1)).containsText("custom, for /series/{id}/*");
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
        // the edge is the same, with its history; and what comes is shown
        SignedUrls.status(url);
        assertThat(edge.getByTestId("request")).hasCount(3);
        assertThat(edge.getByTestId("request").first()).containsText("HIT");
        edge.close();
        // Dev UI itself may have asked for its data while Quarkus restarted
        errors.clear();
    }

    /**
     * Any request makes Quarkus look for changes, those of the pages too. One that comes while Quarkus restarts can leave a
     * thread with the class loader of before, until the next restart.
     */
    private static String pictures() {
        ConditionFactory restart = await().atMost(Duration.ofSeconds(30)).ignoreExceptions();
        Callable<Response> request = () -> given().port(APPLICATION.port()).get("/pictures");
        try {
            return restart.until(request, response -> response.statusCode() == 200).asString();
        } catch (ConditionTimeoutException e) {
            TEST.modifySourceFile(DevUiResource.class, source -> source + "// once more");
            return restart.until(request, response -> response.statusCode() == 200).asString();
        }
    }

    private void nothingIsCutOffOnANarrowScreen() {
        page.setViewportSize(NARROW, 900);
        for (String name : List.of("signers", "signed-resources", "sign-and-explain", "edge")) {
            Locator root = openComponent(name);
            assertThat((Boolean) root.evaluate("element => element.scrollWidth <= element.clientWidth")).as(name).isTrue();
        }
    }

    private void everyPageMeetsWcagAaInBothThemes() {
        List<String> violations = new ArrayList<>();
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme).setReducedMotion(ReducedMotion.REDUCE));
            for (String name : List.of("signers", "signed-resources", "sign-and-explain", "edge", "go-live")) {
                Locator root = openComponent(name);
                assertThat(root.locator("vaadin-progress-bar")).hasCount(0);
                if (name.equals("sign-and-explain")) {
                    type("sign-target", "/a.txt");
                    page.getByTestId("sign").click();
                    assertThat(page.getByTestId("outcome")).containsText("Allowed");
                }
                page.evaluate(AxeCore.definition());
                List<?> found = (List<?>) root.evaluate(AxeCore.VIOLATIONS);
                // the block of code is Dev UI's own
                found.stream().map(Object::toString).filter(violation -> !violation.contains("qui-code-block"))
                        .forEach(violation -> violations.add(name + " " + theme + ": " + violation));
            }
        }
        assertThat(violations).isEmpty();
    }

    private Locator openComponent(String name) {
        open(name);
        String component = name.equals("sign-and-explain") ? "explain" : name.replace("signed-", "");
        Locator root = page.locator("qwc-cloudfront-signer-" + component);
        assertThat(root).isVisible();
        return root;
    }

    private void type(String field, String text) {
        page.getByTestId(field).locator("input, textarea").first().fill(text);
    }
}
