package io.quarkiverse.cloudfront.signer.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;

import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkiverse.cloudfront.signer.test.SignedGrant;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * A browser with the gallery open.
 */
@NeedsProgram(Program.CHROMIUM)
abstract class GalleryBrowser {

    /** CloudFront does not say why: the page of the gate replaces all bodies of refusals. */
    static final String REFUSED = "403.*Error from cloudfront";

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    @TestHTTPResource("/")
    URL gallery;

    final CloudFrontEdge edge = new CloudFrontEdge();

    private final List<String> errors = new ArrayList<>();
    BrowserContext context;
    Page page;

    @BeforeEach
    void openGallery() {
        context = BROWSERS.newContext();
        page = context.newPage();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            // for the browser, the intended refusals are errors
            if (message.type().equals("error") && page.url().startsWith(gallery.toString())
                    && !message.text().matches("(?s).*(?:status of (403|499)|frame-ancestors 'self').*")) {
                errors.add(message.text());
            }
        });
        page.navigate(gallery.toString());
    }

    @AfterEach
    void closeGallery() {
        BROWSERS.closeWindows();
        assertThat(errors).isEmpty();
    }

    void logIn(String name) {
        enter(name);
        awaitVideo();
    }

    void enter(String name) {
        page.locator("button[name=predefined-" + name + "]").click();
        assertThat(page.getByTestId("user")).hasText(name);
    }

    /** As Safari does with secure cookies over plain HTTP. */
    void dropSignedCookies() {
        context.route("**/api/videos/*/grant", route -> {
            APIResponse response = route.fetch();
            context.clearCookies(new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("CloudFront-.*")));
            route.fulfill(new Route.FulfillOptions().setStatus(response.status()).setBody(response.text())
                    .setContentType("application/json"));
        });
    }

    /**
     * The album's video has been loaded, and no response with cookies is pending.
     */
    void awaitVideo() {
        assertThat(page.getByTestId("video-cookies-status")).hasText(Pattern.compile("200"));
    }

    /**
     * The page removes the previous pictures before it requests those of the album. Therefore, the pictures are only new after
     * the response.
     */
    void open(String album) {
        page.waitForResponse(response -> response.url().endsWith("/albums/" + album + "/pictures"),
                () -> page.getByTestId("album-" + album).click());
    }

    List<Cookie> cloudFrontCookies() {
        return context.cookies().stream().filter(cookie -> cookie.name.startsWith("CloudFront-")).toList();
    }

    /**
     * Sends the page's own request, so that the browser stores the cookies.
     */
    void grant(String video) {
        Object status = page.evaluate("id => fetch('/api/videos/' + id + '/grant', { method: 'POST' }).then(r => r.status)",
                video);
        assertThat(status).isEqualTo(200);
    }

    int segment(String video) {
        return status(segmentOf(video));
    }

    /**
     * The status of a file at the edge with the browser's cookies.
     */
    int status(String path) {
        return (int) page.evaluate("url => fetch(url, { credentials: 'include', cache: 'no-store' }).then(r => r.status)",
                edge.url(path).toString());
    }

    /**
     * The access to a video that the browser's cookies grant.
     */
    SignedGrant granted(String video) {
        return edge.assertCookies(cloudFrontCookies().stream()
                .map(cookie -> cookie.name + "=" + cookie.value + "; Path=" + cookie.path).toList()).opens(segmentOf(video));
    }

    private static String segmentOf(String video) {
        return "/videos/" + video + "/segment-0.m4s";
    }

    String signedUrl() {
        return page.getByTestId("picture").first().locator("img").first().getAttribute("src");
    }
}
