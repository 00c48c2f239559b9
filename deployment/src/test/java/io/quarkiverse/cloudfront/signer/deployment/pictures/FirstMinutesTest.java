package io.quarkiverse.cloudfront.signer.deployment.pictures;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogRecord;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ScreenshotScale;

import io.quarkiverse.cloudfront.signer.deployment.devui.DevUiApplication;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.QuarkusDevModeTest;

/**
 * What README's first method does in dev mode, as the film that README shows: {@code target/pictures/first-minutes.gif}. Also
 * takes the documentation's picture of Dev UI's <em>Explain</em> page.
 */
@Tag("nightly")
@NeedsProgram({ Program.BASH, Program.CHROMIUM, Program.CURL, Program.FFMPEG })
class FirstMinutesTest {

    static final Path PICTURES = Path.of("target/pictures");
    /** The sample's files. */
    static final String ORIGIN = Path.of("../integration-tests/src/main/cloudfront-origin").toAbsolutePath().normalize()
            .toString().replace('\\', '/');

    private static final int PORT = FreePort.find();
    private static final Path SOURCE = Path.of("src/test/java", AlbumResource.class.getName().replace('.', '/') + ".java");
    private static final Pattern METHOD = Pattern.compile("(?s)    @GET.*?\n    }\n");
    private static final Pattern URL = Pattern.compile("http://[^\"]+");
    private static final long MOST_BYTES = 1_000_000;
    private static final double LONGEST_SECONDS = 30;

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    @RegisterExtension
    static final QuarkusDevModeTest TEST = DevUiApplication.devMode("""
            quarkus.http.port=%s
            quarkus.cloudfront-signer.devservices.origin=%s
            quarkus.http.auth.basic=true
            quarkus.security.users.embedded.enabled=true
            quarkus.security.users.embedded.plain-text=true
            quarkus.security.users.embedded.users.alice=wonderland
            """.formatted(PORT, ORIGIN), AlbumResource.class, Catalogue.class)
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.cloudfront.edge"));

    @Test
    void firstMinutes_areFilmed() throws Exception {
        Film film = new Film(BROWSERS.chromium(), PICTURES.resolve("frames"));
        theMethodIsShown(film);
        String url = theUrlIsRequested(film);
        theUrlIsOpened(film, url);
        theUrlIsRefusedWithoutItsSignature(film, url);
        theRefusalIsExplained(film, url);

        assertThat(film.seconds()).isLessThanOrEqualTo(LONGEST_SECONDS);
        Path file = PICTURES.resolve("first-minutes.gif");
        film.cut(file);
        assertThat(file).satisfies(gif -> assertThat(Files.size(gif)).isBetween(1L, MOST_BYTES));
    }

    private static void theMethodIsShown(Film film) throws IOException {
        String method = METHOD.matcher(Files.readString(SOURCE)).results().map(MatchResult::group).findFirst().orElseThrow();
        film.editor("1. Annotate a method", SOURCE.getFileName().toString(), method.indent(-4), 4);
    }

    private static String theUrlIsRequested(Film film) throws Exception {
        String command = "curl -s -u alice:wonderland http://localhost:8080/albums/alps/pictures";
        String output = output(command);
        List<String> urls = URL.matcher(output).results().map(MatchResult::group).toList();
        assertThat(urls).hasSize(2).allMatch(url -> url.contains("&Signature="));
        film.terminal("2. Logged-in callers get signed URLs", command, output.replace(",", ",\n "), 4.5);
        return urls.get(0);
    }

    private static void theUrlIsOpened(Film film, String url) throws IOException {
        try (Page page = BROWSERS.chromium().newPage(new Browser.NewPageOptions().setViewportSize(1140, 600))) {
            assertThat(page.navigate(url).status()).isEqualTo(200);
            film.browser("3. A local edge verifies them like CloudFront", url, page.screenshot(), 3.5);
        }
    }

    private static void theUrlIsRefusedWithoutItsSignature(Film film, String url) throws Exception {
        String command = "curl -s -w '\\n%{http_code}\\n' " + url.substring(0, url.indexOf('?'));
        String output = output(command);
        assertThat(output).contains("<Code>MissingKey</Code>").endsWith("403\n");
        await().until(() -> !refusals().isEmpty());
        film.terminal("4. Without the signature: 403, and the log says why", command,
                output.replace("><", ">\n<") + "\nThe log of ./mvnw quarkus:dev:\n" + refusals().get(0), 5.5);
    }

    /** The log of the edge, without the icon that the browser has requested. */
    private static List<String> refusals() {
        return TEST.getLogRecords().stream().map(LogRecord::getMessage).filter(line -> line.contains(".jpg")).toList();
    }

    private static void theRefusalIsExplained(Film film, String url) throws IOException {
        String address = "http://localhost:8080/q/dev-ui/quarkus-cloudfront-signer/explain";
        String caption = "5. Dev UI explains why a URL is refused";
        try (Page page = BROWSERS.chromium()
                .newPage(new Browser.NewPageOptions().setViewportSize(1080, 555).setDeviceScaleFactor(1.5))) {
            page.navigate(address.replace("8080", String.valueOf(PORT)));
            assertThat(page.getByTestId("sign")).isVisible();
            Locator question = page.getByTestId("explain-url").locator("textarea");
            question.fill(Film.shortened(url + "&size=large"));
            film.browser(caption, address, page.screenshot(), 3.5);

            question.fill(url + "&size=large");
            page.getByTestId("explain").click();
            Locator outcome = page.getByTestId("outcome");
            assertThat(outcome).containsText("the query string was added to or changed after signing");
            page.setViewportSize(920, 700);
            outcome.evaluate("outcome => outcome.scrollIntoView()");
            BoundingBox first = outcome.boundingBox();
            BoundingBox last = page.getByTestId("check").last().boundingBox();
            film.browser(caption, address, page.screenshot(new Page.ScreenshotOptions().setClip(first.x - 16, first.y,
                    first.width + 32, last.y + last.height - first.y)), 6);

            page.setViewportSize(1400, 1000);
            question.fill(Film.shortened(question.inputValue()));
            question.blur();
            question.evaluate("field => field.closest('section').scrollIntoView()");
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("dev-ui-explain.png"))
                    .setScale(ScreenshotScale.CSS));
        }
    }

    private static String output(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(Program.BASH.path(), "-c", command.replace(":8080/", ":" + PORT + "/"))
                .redirectErrorStream(true).start();
        shell.getOutputStream().close();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }
}
