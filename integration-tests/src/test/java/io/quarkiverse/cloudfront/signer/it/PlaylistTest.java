package io.quarkiverse.cloudfront.signer.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/**
 * Playlists in which every URL is signed, and static playlists, played by hls.js in Chromium and by ffmpeg, without cookies.
 */
@Tag("nightly")
@QuarkusTest
class PlaylistTest extends GalleryBrowser {

    private static final String PLAYERS = "what players do with a refusal does not depend on the packaging";
    private static final int FAST = 8;
    private static final double WHOLE_VIDEO = 11.9;

    @Test
    void hlsJs_withoutCookies_playsTheWholeVideo() {
        logIn("alice");
        List<Response> fromEdge = new CopyOnWriteArrayList<>();
        page.onResponse(response -> {
            if (response.url().contains("/videos/alps/") && !response.url().startsWith(gallery.toString())) {
                fromEdge.add(response);
            }
        });
        page.getByTestId("through-playlist").check();
        assertThat(page.getByTestId("video-status")).hasText("ready to play through a signed playlist");
        assertThat(page.getByTestId("segment-signed-status")).hasText(Pattern.compile("200.*"));
        assertThat(page.getByTestId("segment-unsigned-status")).hasText(Pattern.compile(REFUSED));
        assertThat(page.getByTestId("segment-tampered-status")).hasText(Pattern.compile(REFUSED));
        fromEdge.clear();

        play(FAST);
        page.waitForCondition(() -> (boolean) video("video => video.ended"));

        assertThat(((Number) video("video => video.currentTime")).doubleValue()).isGreaterThan(WHOLE_VIDEO);
        assertThat(fromEdge).extracting(response -> file(response.url())).contains("segment-5.m4s");
        assertThat(fromEdge).allSatisfy(response -> {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.request().allHeaders()).doesNotContainKey("cookie");
        });
    }

    @Test
    void hlsJs_withAStaticPlaylist_playsTheWholeVideo() {
        logIn("alice");
        page.getByTestId("through-static").check();
        assertThat(page.getByTestId("video-status")).hasText("ready to play through a static signed playlist");
        assertThat(page.getByTestId("segment-signed-status")).hasText(Pattern.compile("200.*"));
        assertThat(page.getByTestId("segment-unsigned-status")).hasText(Pattern.compile(REFUSED));
        assertThat(page.getByTestId("segment-tampered-status")).hasText(Pattern.compile(REFUSED));
        assertThat(context.request().get(page.getByTestId("static-dash").getAttribute("href")).status()).isEqualTo(200);

        List<Response> fromEdge = new CopyOnWriteArrayList<>();
        page.onResponse(response -> {
            if (response.url().contains("/videos/alps/adaptive/")) {
                fromEdge.add(response);
            }
        });
        play(FAST);
        page.waitForCondition(() -> (boolean) video("video => video.ended"));

        assertThat(((Number) video("video => video.currentTime")).doubleValue()).isGreaterThan(WHOLE_VIDEO);
        assertThat(fromEdge).extracting(response -> file(response.url())).contains("segment-1-6.m4s");
        assertThat(fromEdge).allSatisfy(response -> {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.request().allHeaders()).doesNotContainKey("cookie");
        });
    }

    @Test
    @DisabledOnIntegrationTest(PLAYERS)
    void videoThatIsStartedBeforeItsSourceIsAttached_plays() {
        logIn("alice");
        // hls.js asks for it in the same task in which it attaches the source
        page.evaluate("""
                () => {
                    const {isTypeSupported} = MediaSource;
                    MediaSource.isTypeSupported = type => {
                        // the player before it may still be loading
                        if (document.querySelector('[data-testid=through-static]').checked) {
                            document.querySelector('video').play().catch(() => {});
                            MediaSource.isTypeSupported = isTypeSupported;
                        }
                        return isTypeSupported.call(MediaSource, type);
                    };
                }""");
        page.getByTestId("through-static").check();

        page.waitForCondition(() -> (boolean) video("video => video.currentTime > 1"));
    }

    @Test
    @DisabledOnIntegrationTest(PLAYERS)
    void hlsJs_withAnExpiredStaticPlaylist_continuesWithANewUrl() {
        logIn("alice");
        String expired = playlist("alps/playlists/glimpse");
        String entry = JsonPath.from(expired).getString("hls");
        page.waitForCondition(() -> context.request().get(entry).status() == 403);
        page.route("**/api/videos/alps/playlists", route -> route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json").setBody(expired)));
        page.getByTestId("through-static").check();
        assertThat(page.getByTestId("video-status"))
                .hasText(Pattern.compile("The video stopped: the edge responded with 403.*"));

        page.unroute("**/api/videos/alps/playlists");
        video("video => { video.muted = true; video.loop = false; video.playbackRate = 8; video.play().catch(() => {}); }");
        page.waitForCondition(() -> (boolean) video("video => video.ended"));
        assertThat(page.getByTestId("video-status")).hasText("ready to play through a static signed playlist");
    }

    @Test
    @DisabledOnIntegrationTest(PLAYERS)
    void hlsJs_withAModifiedPlaylist_stops() {
        logIn("alice");
        page.route("**/api/videos/alps/index.m3u8", route -> answer(route, tampered(route.fetch().text())));
        page.getByTestId("through-playlist").check();
        assertThat(page.getByTestId("video-status"))
                .hasText(Pattern.compile("The video stopped: the edge responded with 403.*"));
    }

    @Test
    @DisabledOnIntegrationTest(PLAYERS)
    void hlsJs_withAnExpiredPlaylist_stops() {
        logIn("alice");
        page.route("**/api/videos/alps/index.m3u8", route -> answer(route, playlist("alps/glimpse.m3u8")));
        page.getByTestId("through-playlist").check();
        // until the signatures expire
        play(1);
        assertThat(page.getByTestId("video-status"))
                .hasText(Pattern.compile("The video stopped: the edge responded with 403.*"));
        assertThat((boolean) video("video => video.ended")).isFalse();
    }

    @ParameterizedTest
    @NeedsProgram(Program.FFMPEG)
    @ValueSource(strings = { "alps/index.m3u8", "harbour/index.m3u8", "alps/index.mpd" })
    void ffmpeg_withASignedPlaylist_playsTheWholeVideo(String path) throws Exception {
        logIn("alice");
        Ffmpeg.Played played = Ffmpeg.play(playlist(path), suffix(path));
        assertThat(played.errors()).isEmpty();
        assertThat(played.exitCode()).isZero();
        assertThat(played.seconds()).isGreaterThan(WHOLE_VIDEO);
    }

    @ParameterizedTest
    @DisabledOnIntegrationTest(PLAYERS)
    @NeedsProgram(Program.FFMPEG)
    @CsvSource({ "alps/index.m3u8, 403 Forbidden", "alps/index.mpd, 403 Forbidden" })
    void ffmpeg_withAModifiedPlaylist_stops(String path, String error) throws Exception {
        logIn("alice");
        Ffmpeg.Played played = Ffmpeg.play(tampered(playlist(path)), suffix(path));
        assertThat(played.exitCode()).isNotZero();
        assertThat(played.errors()).contains(error);
        assertThat(played.seconds()).isZero();
    }

    @Test
    @DisabledOnIntegrationTest(PLAYERS)
    @NeedsProgram(Program.FFMPEG)
    void ffmpeg_withAnExpiredPlaylist_stops() throws Exception {
        logIn("alice");
        String playlist = playlist("alps/glimpse.m3u8");
        String segment = playlist.lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
        page.waitForCondition(() -> context.request().get(segment).status() == 403);
        Ffmpeg.Played played = Ffmpeg.play(playlist, ".m3u8");
        assertThat(played.exitCode()).isNotZero();
        assertThat(played.errors()).contains("403 Forbidden");
    }

    private String playlist(String path) {
        APIResponse response = context.request().get(gallery + "api/videos/" + path);
        assertThat(response.status()).isEqualTo(200);
        return response.text();
    }

    /**
     * Changes one character of each signature.
     */
    static String tampered(String playlist) {
        String tampered = playlist.replaceAll("(Signature=.{20}).",
                "$1" + (playlist.matches("(?s).*Signature=.{20}A.*") ? "B" : "A"));
        assertThat(tampered).isNotEqualTo(playlist);
        return tampered;
    }

    private static void answer(Route route, String playlist) {
        route.fulfill(new Route.FulfillOptions().setContentType("application/vnd.apple.mpegurl").setBody(playlist));
    }

    private void play(int rate) {
        video("video => { video.muted = true; video.loop = false; video.playbackRate = " + rate + "; return video.play(); }");
    }

    private Object video(String script) {
        return page.getByTestId("video").evaluate(script);
    }

    private static String file(String url) {
        String path = URI.create(url).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String suffix(String path) {
        return path.substring(path.lastIndexOf('.'));
    }
}
