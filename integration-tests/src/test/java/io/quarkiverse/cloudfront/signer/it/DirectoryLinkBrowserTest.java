package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.edge.EdgeOptions;
import io.quarkiverse.cloudfront.edge.Origin;
import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.Device;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/**
 * A click on a link in a mail, which another site shows, opens a report with all its files at a domain that shares nothing with
 * the application.
 */
@Tag("nightly")
class DirectoryLinkBrowserTest {

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
    private static final String REPORT = """
            <!DOCTYPE html><html><head><title>Report</title><link rel="stylesheet" href="look/style.css"></head>
            <body><img id="picture" src="picture.gif"><a id="more" href="more/page.html">More</a>
            <video src="film.webm" muted></video>
            <script src="script.js"></script></body></html>
            """;

    @TempDir
    Path directory;

    private final SteppedClock clock = new SteppedClock(Instant.now().toString());
    private final Map<String, String> revocations = new ConcurrentHashMap<>();
    private final MarkSecret secret = new MarkSecret(SECRET);
    private final Vertx vertx = Vertx.vertx();
    private volatile String mail = "";
    private Edge edge;
    private HttpServer mailSite;
    private CloudFrontSigner signer;

    @BeforeEach
    void start() throws Exception {
        Path origin = Files.createDirectories(directory.resolve("origin"));
        for (String report : List.of("7", "8")) {
            Path files = origin.resolve("reports").resolve(report);
            Files.createDirectories(files.resolve("more"));
            Files.createDirectories(files.resolve("look"));
            Files.writeString(files.resolve("index.html"), REPORT);
            Files.writeString(files.resolve("look/style.css"), "body { color: rgb(1, 2, 3) }");
            Files.writeString(files.resolve("script.js"), "document.body.dataset.ran = 'yes'");
            Files.writeString(files.resolve("more/page.html"), "<!DOCTYPE html><title>More</title>");
            Files.write(files.resolve("picture.gif"), PICTURE);
            makeFilm(files.resolve("film.webm"));
        }
        KeyPair pair = NewKey.p256Pair();
        edge = await(Edge.start(vertx, Distribution.builder(Origin.directory(origin))
                .defaultBehavior(CacheBehavior.restricted("*", KeyGroup.of("reports", "K1", pair.getPublic())))
                .marks(new MarkCheck(List.of(MarkKey.of(SECRET)), true, key -> Optional.ofNullable(revocations.get(key))))
                .directories(true).build(), EdgeOptions.defaults().withClock(clock)));
        Path key = Files.write(directory.resolve("private-key.der"), pair.getPrivate().getEncoded());
        signer = SignerBuilder.of(edge.url().toString()).keyPairId("K1").privateKeyLocation(key)
                .expiresIn(Duration.ofHours(1)).build();
        mailSite = await(vertx.createHttpServer()
                .requestHandler(request -> request.response().putHeader("Content-Type", "text/html")
                        .end("<!DOCTYPE html><title>Mail</title><a id='link' href='" + mail.replace("&", "&amp;")
                                + "'>Report</a>"))
                .listen(0, "127.0.0.1"));
    }

    private static void makeFilm(Path film) throws Exception {
        Process ffmpeg = new ProcessBuilder(Program.FFMPEG.path(), "-nostdin", "-v", "error", "-f", "lavfi", "-i",
                "testsrc=size=32x32:duration=1", "-c:v", "libvpx", film.toString()).inheritIO().start();
        assertThat(ffmpeg.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(ffmpeg.exitValue()).isZero();
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** A link with the mark of a user, as an application with marks signs it. */
    private String link(String report, String user) {
        SignedPolicy signed = signer.sign(signer.policy("/reports/" + report + "/*").build());
        String url = signed.directoryUrl("/reports/" + report + "/index.html");
        String policy = url.replaceFirst(".*[?&]Policy=([^&]*).*", "$1");
        MarkedUser marked = new MarkedUser("https://id.example.com", user, clock.instant());
        return url.replace("&Policy=", "&mark=" + secret.marker(marked, clock.instant(), 60).mark(policy) + "&Policy=");
    }

    @Test
    @NeedsProgram({ Program.CHROMIUM, Program.FFMPEG })
    void chromium_opensTheReport() throws Exception {
        opensTheReport(BROWSERS.newDevice(Program.CHROMIUM));
        keepsTheCookiesOfAlice(BROWSERS.newDevice(Program.CHROMIUM));
    }

    @Test
    @NeedsProgram({ Program.FIREFOX, Program.FFMPEG })
    void firefox_opensTheReport() throws Exception {
        opensTheReport(BROWSERS.newDevice(Program.FIREFOX));
        keepsTheCookiesOfAlice(BROWSERS.newDevice(Program.FIREFOX));
    }

    private void opensTheReport(Device browser) throws Exception {
        click(browser, link("7", "alice"));

        browser.await("document.body.dataset.ran === 'yes'");
        assertThat(browser.evaluate("location.href")).isEqualTo(edge.url() + "/reports/7/index.html");
        assertThat(browser.evaluate("getComputedStyle(document.body).color")).isEqualTo("rgb(1, 2, 3)");
        assertThat(browser.evaluate("String(document.getElementById('picture').naturalWidth)")).isEqualTo("1");
        assertThat(browser.evaluate("document.querySelector('video').play().then(() => 'plays')")).isEqualTo("plays");
        browser.await("document.querySelector('video').ended");
        assertThat(browser.cookies()).hasSize(5).allMatch(cookie -> cookie.path().equals("/reports/7/"));
        assertThat(browser.evaluate("document.cookie")).isEmpty();
        assertThat(status(browser, "/reports/8/index.html")).isEqualTo("403");
        assertThat(status(browser, "/reports/7/picture.gif")).isEqualTo("200");

        browser.leave("document.getElementById('more').click()");
        browser.await("document.title === 'More'");
        revocations.put("u/" + secret.pseudonym("https://id.example.com", "alice"), "zzzzzz");
        assertThat(status(browser, "/reports/7/picture.gif")).as("revoked").isEqualTo("403");
        revocations.clear();
        assertThat(status(browser, "/reports/7/picture.gif")).isEqualTo("200");
        clock.advance(Duration.ofHours(2));
        assertThat(status(browser, "/reports/7/picture.gif")).as("expired").isEqualTo("403");
        clock.advance(Duration.ofHours(-2));
    }

    /** Bob's link leads Alice to the report as herself. */
    private void keepsTheCookiesOfAlice(Device browser) throws Exception {
        click(browser, link("7", "alice"));
        browser.await("document.title === 'Report'");
        List<Device.Cookie> ofAlice = browser.cookies();

        clock.advance(Duration.ofSeconds(1));
        click(browser, link("7", "bob"));

        browser.await("document.body.dataset.ran === 'yes'");
        assertThat(browser.cookies()).containsExactlyInAnyOrderElementsOf(ofAlice);
        revocations.put("u/" + secret.pseudonym("https://id.example.com", "bob"), "zzzzzz");
        assertThat(status(browser, "/reports/7/picture.gif")).isEqualTo("200");
        revocations.clear();
    }

    private void click(Device browser, String link) throws Exception {
        mail = link;
        browser.go("http://127.0.0.1:" + mailSite.actualPort() + "/");
        browser.await("document.title === 'Mail'");
        browser.leave("document.getElementById('link').click()");
    }

    private static String status(Device browser, String path) throws Exception {
        return browser.evaluate("fetch('" + path + "', { cache: 'no-store' }).then(response => String(response.status))");
    }
}
