package io.quarkiverse.cloudfront.signer.deployment.pictures;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;

import org.acme.Albums;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import io.quarkiverse.cloudfront.signer.deployment.devui.DevUiApplication;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.specification.RequestSpecification;

/**
 * The documentation's pictures of Dev UI, except for that of the <em>Explain</em> page, which {@link FirstMinutesTest} takes:
 * {@code target/pictures/dev-ui-*.png}.
 */
@Tag("nightly")
@NeedsProgram(Program.CHROMIUM)
class DevUiPicturesTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    @RegisterExtension
    static final QuarkusDevModeTest TEST = DevUiApplication.devMode("""
            quarkus.application.name=gallery
            quarkus.http.port=%s
            quarkus.cloudfront-signer.devservices.origin=%s
            quarkus.cloudfront-signer.marks.enabled=true
            quarkus.cloudfront-signer."media".expiry-window=5m
            quarkus.http.auth.basic=true
            quarkus.security.users.embedded.enabled=true
            quarkus.security.users.embedded.plain-text=true
            quarkus.security.users.embedded.users.alice=alice
            quarkus.security.users.embedded.roles.alice=editor
            quarkus.security.users.embedded.users.bob=bob
            """.formatted(PORT, FirstMinutesTest.ORIGIN), Albums.class);

    private Page page;

    @Test
    void pagesOfDevUi_areShown() {
        page = BROWSERS.chromium().newPage(new Browser.NewPageOptions().setLocale("en-US").setTimezoneId("UTC"));
        open("signers", 820);
        assertThat(page.getByTestId("signer")).hasCount(2);
        take("signers");
        open("resources", 900);
        assertThat(page.getByTestId("resource")).hasCount(5);
        take("resources");

        String url = as("alice").get("/albums/alps/pictures").jsonPath().getString("[0]");
        as("alice").post("/albums/alps/access").then().statusCode(204);
        String urlOfBob = as("bob").get("/albums/alps/pictures").jsonPath().getString("[1]");
        as("alice").get("/albums/cover").then().statusCode(200);
        edge(url, urlOfBob);
        users();
        goLive();
    }

    private void edge(String url, String urlOfBob) {
        SignedUrls.status(url);
        SignedUrls.status(url);
        SignedUrls.status(urlOfBob);
        SignedUrls.status(url + "&utm_source=mail");
        SignedUrls.status(url.substring(0, url.indexOf('?')));
        open("edge", 640);
        assertThat(page.getByTestId("request")).hasCount(5);
        page.locator("qwc-cloudfront-signer-edge").evaluate(
                "edge => edge._edge = { ...edge._edge, origin: '/home/alice/gallery/src/main/cloudfront-origin' }");
        take("edge");
    }

    private void users() {
        open("users", 640);
        Locator users = page.getByTestId("user");
        assertThat(users).hasCount(2);
        users.filter(new Locator.FilterOptions().setHasText("alice")).getByTestId("revoke").click();
        assertThat(page.getByText("revoked")).not().hasCount(0);
        page.reload();
        assertThat(users).hasCount(2);
        take("users");
    }

    private void goLive() {
        open("go-live", 900);
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("CloudFormation")).click();
        assertThat(page.getByText("AWSTemplateFormatVersion")).isVisible();
        take("go-live");
    }

    private void open(String name, int height) {
        page.setViewportSize(1400, height);
        page.navigate("http://localhost:" + PORT + "/q/dev-ui/quarkus-cloudfront-signer/" + name);
    }

    private void take(String name) {
        assertThat(page.locator("vaadin-progress-bar")).hasCount(0);
        page.screenshot(new Page.ScreenshotOptions().setPath(FirstMinutesTest.PICTURES.resolve("dev-ui-" + name + ".png")));
    }

    private static RequestSpecification as(String user) {
        return given().port(PORT).auth().preemptive().basic(user, user);
    }
}
