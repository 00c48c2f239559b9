package org.acme.gallery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;

import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * The film of the guide, made with its commands, plays in its page.
 */
@Tag("nightly")
@QuarkusTest
@TestProfile(FilmTest.OwnDirectory.class)
@NeedsProgram({ Program.BASH, Program.FFMPEG, Program.CHROMIUM })
class FilmTest {

    private static final Path DIRECTORY = Path.of("target/film");
    private static final Path ORIGIN = DIRECTORY.resolve("src/main/cloudfront-origin");
    private static final Pattern COMMANDS = Pattern.compile("(?s)\\[source,bash]\\n----\\n((?:(?!----).)*ffmpeg.*?)\\n----");

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    @TestHTTPResource("/film.html")
    String page;

    CloudFrontEdge edge = new CloudFrontEdge();

    @Test
    void filmOfTheGuide_plays() throws Exception {
        makeFilm();

        Page film = BROWSERS.newContext(new Browser.NewContextOptions().setHttpCredentials("alice", "wonderland")).newPage();
        film.navigate(page);
        // beyond the first segment
        film.waitForFunction("() => document.querySelector('video').currentTime > 5");
        given().get(edge.url("/films/7/film.m3u8")).then().statusCode(403);
    }

    private static void makeFilm() throws Exception {
        Matcher commands = COMMANDS.matcher(Files.readString(Path.of("modules/ROOT/pages/playlists.adoc")));
        assertThat(commands.find()).isTrue();
        Process shell = new ProcessBuilder(Program.BASH.path(), "-c",
                commands.group(1).replace("ffmpeg ", "ffmpeg -y ").replace("-t 60", "-t 12"))
                .directory(DIRECTORY.toFile()).redirectErrorStream(true).start();
        shell.getOutputStream().close();
        String output = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor()).as(output).isZero();
    }

    public static class OwnDirectory implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Files.createDirectories(ORIGIN);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of("quarkus.cloudfront-signer.devservices.origin", ORIGIN.toString());
        }
    }
}
