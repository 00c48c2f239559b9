package io.quarkiverse.cloudfront.signer.frameworks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;

import io.quarkiverse.cloudfront.signer.Download;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.json.JsonObject;

/**
 * The users of two tenants, side by side in Chromium: each tenant has a domain with pictures behind a gate, a film, and a
 * download. None of it is for the other tenant.
 */
@Tag("nightly")
@NeedsProgram(Program.CHROMIUM)
class TwoTenantsTest {

    private static final java.nio.file.Path VIDEO = java.nio.file.Path.of("..", "src", "main", "cloudfront-origin", "videos",
            "alps");
    private static final String HLS_JS = "META-INF/resources/webjars/hls.js/1.4.12/dist/hls.min.js";
    private static final String PICTURE = "/picture.svg";

    @RegisterExtension
    static final QuarkusUnitTest TEST = TestProvider.webApp()
            .withApplicationRoot(root -> root.addClasses(Films.class, TestProvider.class))
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://{claim.tenant}.media.example.com")
            .overrideConfigKey("quarkus.cloudfront-signer.gate.resource", "/*")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", origin())
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.application-paths", "/api/*");

    @ConfigProperty(name = "quarkus.cloudfront-signer.url")
    String site;

    private final BrowserExtension browsers = new BrowserExtension();

    private static String origin() {
        try {
            java.nio.file.Path origin = Files.createTempDirectory("tenants");
            for (String tenant : List.of("acme", "beta")) {
                java.nio.file.Path video = Files.createDirectories(origin.resolve(tenant).resolve("video"));
                try (Stream<java.nio.file.Path> files = Files.list(VIDEO)) {
                    for (java.nio.file.Path file : files.filter(Files::isRegularFile).toList()) {
                        Files.copy(file, video.resolve(file.getFileName()));
                    }
                }
                Files.writeString(origin.resolve(tenant).resolve("report.txt"), "report of " + tenant);
                Files.writeString(origin.resolve(tenant).resolve("picture.svg"),
                        "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'><title>" + tenant + "</title></svg>");
                Files.writeString(origin.resolve(tenant).resolve("index.html"), """
                        <!DOCTYPE html><title>%1$s</title><h1>%1$s</h1><img src="picture.svg"><video muted></video>
                        <a href="/private-access/logout">Log out</a>
                        """.formatted(tenant));
            }
            return origin.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stopBrowser() {
        browsers.close();
    }

    /** A browser of a tenant's user, with its responses since the login. */
    private final class Visitor {

        private final String url;
        private final BrowserContext context = browsers.newContext();
        private final Page page = context.newPage();
        private final List<Response> responses = new CopyOnWriteArrayList<>();

        Visitor(String tenant) {
            url = at(tenant);
            logIn(page, url, tenant);
            assertThat(page.locator("h1")).hasText(tenant);
            page.onResponse(response -> {
                if (response.url().startsWith("http") && !response.url().endsWith("/favicon.ico")) {
                    responses.add(response);
                }
            });
        }

        void showPicture() {
            page.reload();
            page.waitForFunction("() => document.querySelector('img').naturalWidth > 0");
        }

        void playFilm() {
            page.addScriptTag(new Page.AddScriptTagOptions().setContent(resource(HLS_JS)));
            page.evaluate("""
                    () => {
                        const video = document.querySelector('video');
                        const hls = new Hls();
                        hls.loadSource('/api/film.m3u8');
                        hls.attachMedia(video);
                        video.playbackRate = 4;
                        video.play();
                    }""");
            page.waitForFunction("() => document.querySelector('video').ended");
        }

        String download() throws IOException {
            String signed = signedDownload();
            var download = page.waitForDownload(() -> page.evaluate("url => { location.href = url }", signed));
            assertThat(download.suggestedFilename()).isEqualTo("Report.txt");
            return Files.readString(download.path());
        }

        String signedDownload() {
            return (String) page.evaluate("() => fetch('/api/report').then(response => response.text())");
        }

        int status(String path) {
            return (int) page.evaluate("path => fetch(path, {cache: 'no-store'}).then(response => response.status)", path);
        }

        String cookies() {
            return context.cookies(url).stream().map(cookie -> cookie.name + "=" + cookie.value)
                    .collect(Collectors.joining("; "));
        }
    }

    /** Opens the start page, and comes back from the provider as a user of a tenant. */
    private static void logIn(Page page, String url, String tenant) {
        page.navigate(url + "/index.html");
        page.waitForURL(TestProvider.url() + "/authorize?**");
        String query = URI.create(page.url()).getRawQuery();
        String callback = URLDecoder.decode(query.replaceFirst(".*redirect_uri=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        JsonObject code = new JsonObject().put("id", new JsonObject().put("sub", "user of " + tenant).put("aud", "site")
                .put("tenant", tenant).put("lives", GateVisitor.HOUR));
        page.navigate(
                callback + "?state=" + query.replaceFirst(".*state=([^&]*).*", "$1") + "&code=" + TestProvider.opaque(code));
    }

    private String at(String tenant) {
        return site.replace("{claim.tenant}", tenant);
    }

    @Test
    void nothingIsForTheOtherTenant() throws IOException {
        Visitor acme = new Visitor("acme");
        Visitor beta = new Visitor("beta");
        for (Visitor visitor : List.of(acme, beta)) {
            visitor.showPicture();
        }
        for (Visitor visitor : List.of(acme, beta)) {
            visitor.playFilm();
        }
        assertThat(acme.download()).isEqualTo("report of acme");
        assertThat(beta.download()).isEqualTo("report of beta");

        for (Visitor visitor : List.of(acme, beta)) {
            assertThat(visitor.responses).allSatisfy(response -> {
                assertThat(response.url()).startsWith(visitor.url + "/");
                assertThat(response.status()).as(response.url()).isIn(200, 206, 304);
            }).extracting(response -> URI.create(response.url()).getPath())
                    .contains(PICTURE, "/api/film.m3u8", "/video/segment-5.m4s", "/api/report", "/report.txt");
            assertThat(visitor.context.cookies()).filteredOn(cookie -> cookie.name.startsWith("CloudFront-"))
                    .hasSize(4).allMatch(cookie -> visitor.url.contains("//" + cookie.domain + ":"));
        }
        assertThat(status(acme.url + PICTURE, acme.cookies())).isEqualTo(200);
        assertThat(status(beta.url + PICTURE, acme.cookies())).as("with cookies of the other tenant").isEqualTo(403);
        String signed = acme.signedDownload();
        assertThat(status(signed, "")).isEqualTo(200);
        assertThat(status(signed.replace(acme.url, beta.url), "")).as("a URL of the other tenant").isEqualTo(403);

        acme.page.getByText("Log out").click();
        assertThat(acme.page.locator("h1")).hasText("You are logged out");
        assertThat(acme.status(PICTURE)).isEqualTo(403);
        assertThat(beta.status(PICTURE)).isEqualTo(200);
    }

    @Test
    void userOfAnotherTenant_doesNotGetIn() {
        BrowserContext context = browsers.newContext();
        Page page = context.newPage();
        logIn(page, at("beta"), "acme");

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your account does not belong to this address.");
        assertThat(page.locator("h1")).not().hasText("beta");
        assertThat(page.evaluate("path => fetch(path).then(response => response.status)", PICTURE)).isEqualTo(403);
    }

    /** The status of a request that contains just these cookies, without a name service that knows the domain. */
    private static int status(String url, String cookies) {
        URI uri = URI.create(url);
        return given().urlEncodingEnabled(false).header("Host", uri.getRawAuthority()).header("Cookie", cookies)
                .get("http://localhost:" + uri.getPort() + url.substring(url.indexOf('/', "http://".length())))
                .statusCode();
    }

    private static String resource(String name) {
        try (InputStream file = TwoTenantsTest.class.getClassLoader().getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Path("api")
    public static class Films {

        @GET
        @Path("film.m3u8")
        @Produces("application/vnd.apple.mpegurl")
        @SignedResource(resource = "/video/*")
        public String film() throws IOException {
            return Files.readString(VIDEO.resolve("index.m3u8"));
        }

        @GET
        @Path("report")
        @SignedResource
        public String report() {
            return Download.attachment("Report.txt").of("/report.txt");
        }
    }
}
